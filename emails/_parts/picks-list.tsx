import { Columns } from './columns.tsx';
import type { PartProps } from './layout.tsx';
import { Picture } from './picture.tsx';
import { Price } from './price.tsx';
import { TextLink } from './text-link.tsx';

/** A quiet list between hairlines. */
export function ListedPicks({ mail, theme }: PartProps) {
  const { light, start, tone } = theme;
  return mail.picks.items.map((item) => (
    <Columns key={item.url} className="line" style={{ borderTop: `1px solid ${light.line}` }}>
      <td
        width={112}
        valign="top"
        className="thumb"
        style={{ padding: start === 'left' ? '20px 20px 20px 0' : '20px 0 20px 20px' }}
      >
        <Picture
          src={item.imageUrl}
          alt={item.imageAlt}
          width={92}
          height={92}
          href={item.url}
          style={{ borderRadius: tone.radius }}
        />
      </td>
      <td valign="top" align={start} style={{ padding: '18px 0 20px', textAlign: start }}>
        <h3 style={{ ...theme.h3, fontSize: 16 }}>{item.name}</h3>
        <p className="muted" style={{ ...theme.small, color: light.muted, padding: '2px 0 0' }}>
          {item.reason}
        </p>
        <Price item={item} theme={theme} style={{ ...theme.small, padding: '6px 0' }} />
        <p style={theme.small}>
          <TextLink href={item.url} theme={theme} style={{ fontWeight: 400 }}>
            {item.linkLabel}
          </TextLink>
        </p>
      </td>
    </Columns>
  ));
}
