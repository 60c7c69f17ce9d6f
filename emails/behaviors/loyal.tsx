import { Section } from 'react-email';
import { ActionButton } from '../_parts/action-button.tsx';
import { Columns } from '../_parts/columns.tsx';
import type { PartProps } from '../_parts/layout.tsx';
import { Mark } from '../_parts/mark.tsx';

/** A thank-you: a panel with what they like best, each on a tile of its own. */
export function Loyal({ mail, theme }: PartProps) {
  const { callToAction } = mail;
  const { hero, light, tone } = theme;
  const { rows } = callToAction;
  return (
    <Section tdClassName="gut" style={theme.inset(24, 40)}>
      <Section
        className="panel"
        tdClassName="gut"
        style={{
          backgroundColor: light.panel,
          borderRadius: tone.radius,
          padding: '40px 36px 36px',
        }}
      >
        <div style={{ textAlign: 'center' }}>
          <Mark className="pop" color={hero.accent} width={48} height={4} align="center" />
          <h2 style={{ ...theme.h2, padding: '24px 0 0' }}>{callToAction.title}</h2>
          <p style={{ ...theme.body, padding: '8px 0 28px' }}>{callToAction.body}</p>
          {rows.length > 0 && (
            <Columns style={{ margin: '0 0 28px' }}>
              {rows.flatMap((row, index) => [
                ...(index > 0 ? [<td key="gap" width={12} className="gap" style={{ fontSize: 0 }} />] : []),
                <td
                  key={row.label}
                  align="center"
                  valign="top"
                  width={rows.length === 1 ? '100%' : `${Math.floor(94 / rows.length)}%`}
                  className="paper stack"
                  style={{
                    backgroundColor: light.paper,
                    borderRadius: tone.radius,
                    padding: '18px 14px',
                    textAlign: 'center',
                  }}
                >
                  <p style={{ ...theme.small, fontWeight: 600 }}>{row.label}</p>
                  <p className="link" style={{ ...theme.h3, color: light.link, padding: '6px 0' }}>
                    {row.value}
                  </p>
                  <p className="muted" style={{ ...theme.caption, color: light.muted }}>
                    {row.note}
                  </p>
                </td>,
              ])}
            </Columns>
          )}
          <ActionButton mail={mail} theme={theme} />
        </div>
      </Section>
    </Section>
  );
}
