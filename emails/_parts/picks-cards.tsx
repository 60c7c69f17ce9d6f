import type { MailPick } from '../../src/pitch/pitch.ts';
import { Columns } from './columns.tsx';
import type { PartProps } from './layout.tsx';
import { Picture } from './picture.tsx';
import { Price } from './price.tsx';
import { TextLink } from './text-link.tsx';
import type { Theme } from './theme.ts';

/** Cards in two columns; when their number is odd, the first one takes a whole row. */
export function CardPicks({ mail, theme }: PartProps) {
  const { items } = mail.picks;
  const wide = items.length % 2;
  const rows = Array.from({ length: (items.length - wide) / 2 }, (_, row) =>
    items.slice(wide + row * 2, wide + row * 2 + 2),
  );
  return (
    <>
      {items.slice(0, wide).map((item) => (
        <WideCard key={item.url} item={item} theme={theme} />
      ))}
      {rows.map((row) => (
        <Columns key={row[0]?.url} style={{ margin: '0 0 20px' }}>
          {row.flatMap((item, side) => [
            ...(side > 0 ? [<td key="gap" width={20} className="gap" style={{ fontSize: 0 }} />] : []),
            <Card key={item.url} item={item} theme={theme} />,
          ])}
        </Columns>
      ))}
    </>
  );
}

function Card({ item, theme }: CardProps) {
  const { light, tone } = theme;
  const radius = tone.radius;
  return (
    <td
      valign="top"
      width="48%"
      className="stack panel"
      style={{ backgroundColor: light.panel, borderRadius: radius, padding: '0 0 24px' }}
    >
      <Picture
        src={item.imageUrl}
        alt={item.imageAlt}
        width={250}
        height={250}
        href={item.url}
        style={{ borderRadius: `${radius}px ${radius}px 0 0` }}
      />
      <div style={{ padding: '20px 20px 0' }}>
        <CardText item={item} theme={theme} />
      </div>
    </td>
  );
}

function WideCard({ item, theme }: CardProps) {
  const { light, shape, tone } = theme;
  const r = `${tone.radius}px`;
  return (
    <Columns
      className="panel"
      style={{ backgroundColor: light.panel, borderRadius: r, margin: '0 0 20px', overflow: 'hidden' }}
    >
      <td width={250} className="stack">
        <Picture
          src={item.imageUrl}
          alt={item.imageAlt}
          width={250}
          height={250}
          href={item.url}
          className="cap"
          style={{ borderRadius: shape.dir === 'ltr' ? `${r} 0 0 ${r}` : `0 ${r} ${r} 0` }}
        />
      </td>
      <td className="stack" style={{ padding: '24px 28px' }}>
        <CardText item={item} theme={theme} />
      </td>
    </Columns>
  );
}

function CardText({ item, theme }: CardProps) {
  const { light } = theme;
  return (
    <>
      <p className="muted" style={{ ...theme.caption, color: light.muted }}>
        {item.category}
      </p>
      <h3 style={theme.h3}>{item.name}</h3>
      <Price item={item} theme={theme} style={{ padding: '4px 0 10px' }} />
      <p className="muted" style={{ ...theme.small, color: light.muted, padding: '0 0 10px' }}>
        {item.reason}
      </p>
      <p style={theme.small}>
        <TextLink href={item.url} theme={theme}>
          {item.linkLabel}
        </TextLink>
      </p>
    </>
  );
}

interface CardProps {
  readonly item: MailPick;
  readonly theme: Theme;
}
