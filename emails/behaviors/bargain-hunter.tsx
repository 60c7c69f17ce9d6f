import { Section } from 'react-email';
import { ActionButton } from '../_parts/action-button.tsx';
import type { PartProps } from '../_parts/layout.tsx';

/** A coupon: what is saved stands large at the end of each line. */
export function BargainHunter({ mail, theme }: PartProps) {
  const { callToAction } = mail;
  const { light, end, tone } = theme;
  const cell = { borderTop: `1px dashed ${light.link}`, padding: '16px 0' };
  return (
    <Section tdClassName="gut" style={theme.inset(24, 40)}>
      <Section
        className="panel link-edge"
        tdClassName="gut"
        style={{
          backgroundColor: light.panel,
          border: `2px dashed ${light.link}`,
          borderRadius: tone.radius,
          padding: '36px 36px 32px',
        }}
      >
        <h2 style={theme.h2}>{callToAction.title}</h2>
        <p style={{ ...theme.body, padding: '8px 0 24px' }}>{callToAction.body}</p>
        {callToAction.rows.length > 0 && (
          <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0}>
            <tbody>
              {callToAction.rows.map((row) => (
                <tr key={row.label}>
                  <td className="link-edge" style={cell}>
                    <p style={{ ...theme.body, fontWeight: 600 }}>{row.label}</p>
                    <p className="muted" style={{ ...theme.small, color: light.muted }}>
                      {row.note}
                    </p>
                  </td>
                  <td align={end} width="40%" className="link-edge" style={{ ...cell, textAlign: end }}>
                    <p className="link" style={{ ...theme.display(26, 32), color: light.link }}>
                      {row.value}
                    </p>
                  </td>
                </tr>
              ))}
              <tr>
                <td
                  colSpan={2}
                  height={24}
                  className="link-edge"
                  style={{ ...cell, padding: 0, fontSize: 0 }}
                />
              </tr>
            </tbody>
          </table>
        )}
        <ActionButton mail={mail} theme={theme} />
      </Section>
    </Section>
  );
}
