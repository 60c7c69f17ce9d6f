import { Section } from 'react-email';
import { Button } from '../_parts/button.tsx';
import { Columns } from '../_parts/columns.tsx';
import type { PartProps } from '../_parts/layout.tsx';

/** A ribbon from edge to edge in the accent: the season at the start, what belongs to it at the end. */
export function Seasonal({ mail: { callToAction }, theme }: PartProps) {
  const { hero, start } = theme;
  const { rows } = callToAction;
  const edge = `1px solid ${hero.on_accent}`;
  return (
    <Section style={{ padding: '24px 0 40px' }}>
      <Section
        className="pop"
        style={{ backgroundColor: hero.accent, color: hero.on_accent, padding: '8px 0' }}
      >
        <Section
          className="pop-edge"
          tdClassName="gut"
          style={{ ...theme.inset(40, 40), borderTop: edge, borderBottom: edge }}
        >
          <Columns>
            <td valign="top" align={start} className="stack" style={{ textAlign: start }}>
              <h2 style={{ ...theme.h2, fontSize: 30, lineHeight: '38px' }}>{callToAction.title}</h2>
              <p style={{ ...theme.body, padding: '10px 0 24px' }}>{callToAction.body}</p>
              <Button
                theme={theme}
                href={callToAction.url}
                ground={hero.on_accent}
                text={hero.accent}
                className="pop-turned"
              >
                {callToAction.label}
              </Button>
              <p style={{ ...theme.caption, padding: '14px 0 0' }}>{callToAction.note}</p>
            </td>
            {rows.length > 0 && (
              <td
                valign="top"
                align={start}
                width="42%"
                className="stack under"
                style={{ padding: start === 'left' ? '0 0 0 36px' : '0 36px 0 0', textAlign: start }}
              >
                {rows.map((row) => (
                  <div
                    key={row.label}
                    className="pop-edge"
                    style={{ borderTop: edge, padding: '12px 0 14px' }}
                  >
                    <p style={{ ...theme.body, fontWeight: 600 }}>{row.label}</p>
                    <p style={theme.body}>{row.value}</p>
                    <p style={theme.caption}>{row.note}</p>
                  </div>
                ))}
              </td>
            )}
          </Columns>
        </Section>
      </Section>
    </Section>
  );
}
