import { Section } from 'react-email';
import { ActionButton } from '../_parts/action-button.tsx';
import type { PartProps } from '../_parts/layout.tsx';

/** The facts side by side: a table to compare, then the button. */
export function Researcher({ mail, theme }: PartProps) {
  const { callToAction } = mail;
  const { light, start, end } = theme;
  const cell = { borderTop: `1px solid ${light.line}`, padding: '14px 0', verticalAlign: 'top' };
  return (
    <Section tdClassName="gut" style={theme.inset(24, 48)}>
      <Section
        className="ink-edge"
        style={{
          borderTop: `2px solid ${light.ink}`,
          borderBottom: `2px solid ${light.ink}`,
          padding: '28px 0',
        }}
      >
        <h2 style={theme.h2}>{callToAction.title}</h2>
        <p className="muted" style={{ ...theme.body, color: light.muted, padding: '8px 0 24px' }}>
          {callToAction.body}
        </p>
        {callToAction.rows.length > 0 && (
          <table width="100%" cellPadding={0} cellSpacing={0} border={0} style={{ margin: '0 0 28px' }}>
            <tbody>
              {callToAction.rows.map((row) => (
                <tr key={row.label}>
                  <th
                    scope="row"
                    align={start}
                    className="line stack over"
                    style={{ ...cell, ...theme.small, width: '38%', fontWeight: 600, textAlign: start }}
                  >
                    {row.label}
                  </th>
                  <td
                    align={end}
                    width="22%"
                    className="line stack plain start below over"
                    style={{ ...cell, ...theme.small, fontWeight: 600, textAlign: end }}
                  >
                    {row.value}
                  </td>
                  <td
                    align={end}
                    className="line muted stack plain start below flush"
                    style={{
                      ...cell,
                      ...theme.small,
                      padding: start === 'left' ? '14px 0 14px 20px' : '14px 20px 14px 0',
                      color: light.muted,
                      textAlign: end,
                    }}
                  >
                    {row.note}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <ActionButton mail={mail} theme={theme} />
      </Section>
    </Section>
  );
}
