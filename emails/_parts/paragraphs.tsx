import { Columns } from './columns.tsx';
import type { PartProps } from './layout.tsx';
import { Mark } from './mark.tsx';

/** Titles in the margin, texts beside them, as in a magazine. */
export function MarginParagraphs({ mail: { paragraphs }, theme }: PartProps) {
  const { light, start } = theme;
  return paragraphs.map((paragraph) => (
    <Columns key={paragraph.title} className="line" style={{ borderTop: `1px solid ${light.line}` }}>
      <td
        valign="top"
        width="34%"
        className="stack flush over"
        style={{ padding: start === 'left' ? '28px 24px 28px 0' : '28px 0 28px 24px' }}
      >
        <h2 style={theme.display(20, 28)}>{paragraph.title}</h2>
      </td>
      <td valign="top" align={start} className="stack below" style={{ padding: '28px 0', textAlign: start }}>
        <p style={theme.body}>{paragraph.body}</p>
      </td>
    </Columns>
  ));
}

/** Each behind a square in the accent. */
export function MarkedParagraphs({ mail: { paragraphs }, theme }: PartProps) {
  const { mark } = theme;
  return paragraphs.map((paragraph) => (
    <Columns key={paragraph.title}>
      <td width={26} valign="top" style={{ padding: '8px 0 0' }}>
        <Mark className="mark" color={mark.light} width={10} height={10} />
      </td>
      <td style={{ padding: '0 0 24px' }}>
        <h2 style={theme.h3}>{paragraph.title}</h2>
        <p style={{ ...theme.body, padding: '4px 0 0' }}>{paragraph.body}</p>
      </td>
    </Columns>
  ));
}

/** Steps with large figures in discs. */
export function NumberedParagraphs({ mail: { paragraphs }, theme }: PartProps) {
  const { hero, shape, start } = theme;
  const figure = new Intl.NumberFormat(shape.locale);
  return paragraphs.map((paragraph, index) => (
    <Columns key={paragraph.title}>
      <td width={64} valign="top">
        <table role="presentation" cellPadding={0} cellSpacing={0} border={0}>
          <tbody>
            <tr>
              <td
                width={44}
                height={44}
                align="center"
                className="pop"
                style={{
                  backgroundColor: hero.accent,
                  color: hero.on_accent,
                  borderRadius: 22,
                  fontSize: 20,
                  lineHeight: '44px',
                  fontWeight: 700,
                  textAlign: 'center',
                }}
              >
                {figure.format(index + 1)}
              </td>
            </tr>
          </tbody>
        </table>
      </td>
      <td align={start} style={{ padding: '8px 0 32px', textAlign: start }}>
        <h2 style={{ ...theme.h3, fontSize: 20, lineHeight: '28px', fontWeight: 700 }}>{paragraph.title}</h2>
        <p style={{ ...theme.body, padding: '4px 0 0' }}>{paragraph.body}</p>
      </td>
    </Columns>
  ));
}

/** Part of the letter: a small title, then the text. */
export function LetterParagraphs({ mail: { paragraphs }, theme }: PartProps) {
  return paragraphs.map((paragraph) => (
    <div key={paragraph.title} style={{ padding: '24px 0 0' }}>
      <h2 style={{ ...theme.h3, fontSize: 17 }}>{paragraph.title}</h2>
      <p style={{ ...theme.lead, padding: '4px 0 0' }}>{paragraph.body}</p>
    </div>
  ));
}
