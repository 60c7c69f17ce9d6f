import type { MailPick } from '../../src/pitch/pitch.ts';
import { Columns } from './columns.tsx';
import type { PartProps } from './layout.tsx';
import { Picture } from './picture.tsx';
import { Price } from './price.tsx';
import { TextLink } from './text-link.tsx';
import type { Theme } from './theme.ts';

/** Large pictures, by turns at the start and at the end of the line. */
export function EditorialPicks({ mail, theme }: PartProps) {
  return mail.picks.items.map((item, index) => (
    <EditorialPick key={item.url} item={item} theme={theme} isTurned={index % 2 === 1} />
  ));
}

/** A turned row changes its direction, not its order: on a narrow screen the picture still comes first. */
function EditorialPick({ item, theme, isTurned }: EditorialPickProps) {
  const { light, shape, start } = theme;
  const rowDir = isTurned === (shape.dir === 'ltr') ? 'rtl' : 'ltr';
  return (
    <Columns dir={rowDir} style={{ margin: '0 0 40px' }}>
      <td dir={shape.dir} width={244} className="stack">
        <Picture src={item.imageUrl} alt={item.imageAlt} width={244} height={244} href={item.url} />
      </td>
      <td
        dir={shape.dir}
        align={start}
        className="stack under"
        style={{ padding: rowDir === 'ltr' ? '0 0 0 36px' : '0 36px 0 0', textAlign: start }}
      >
        <p className="muted" style={{ ...theme.label, color: light.muted }}>
          {item.category}
        </p>
        <h3 style={{ ...theme.display(23, 30), padding: '8px 0' }}>{item.name}</h3>
        <p className="muted" style={{ ...theme.small, color: light.muted }}>
          {item.reason}
        </p>
        <Price item={item} theme={theme} style={{ padding: '12px 0' }} />
        <p style={theme.small}>
          <TextLink href={item.url} theme={theme}>
            {item.linkLabel}
          </TextLink>
        </p>
      </td>
    </Columns>
  );
}

interface EditorialPickProps {
  readonly item: MailPick;
  readonly theme: Theme;
  readonly isTurned: boolean;
}
