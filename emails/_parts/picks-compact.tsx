import { Columns } from './columns.tsx';
import type { PartProps } from './layout.tsx';
import { Picture } from './picture.tsx';
import { Price } from './price.tsx';
import { TextLink } from './text-link.tsx';

/** Outlined cards with a thumbnail: five fit on two screens of a phone. */
export function CompactPicks({ mail, theme }: PartProps) {
  const { light, start, tone } = theme;
  return mail.picks.items.map((item) => (
    <Columns
      key={item.url}
      className="line"
      style={{ border: `1px solid ${light.line}`, borderRadius: tone.radius, margin: '0 0 16px' }}
    >
      <td width={148} valign="top" className="thumb" style={{ padding: 14 }}>
        <Picture
          src={item.imageUrl}
          alt={item.imageAlt}
          width={120}
          height={120}
          href={item.url}
          style={{ borderRadius: tone.radius - 6 }}
        />
      </td>
      <td
        align={start}
        style={{ padding: start === 'left' ? '16px 16px 16px 6px' : '16px 6px 16px 16px', textAlign: start }}
      >
        <h3 style={{ ...theme.h3, fontWeight: 700 }}>{item.name}</h3>
        <Price item={item} theme={theme} style={{ padding: '2px 0 4px' }} />
        <p className="muted" style={{ ...theme.small, color: light.muted, padding: '0 0 6px' }}>
          {item.reason}
        </p>
        <p style={theme.small}>
          <TextLink href={item.url} theme={theme}>
            {item.linkLabel}
          </TextLink>
        </p>
      </td>
    </Columns>
  ));
}
