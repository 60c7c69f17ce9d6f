import { Section } from 'react-email';
import { Button } from '../_parts/button.tsx';
import type { PartProps } from '../_parts/layout.tsx';

/** One product, one price, one large button; nothing to weigh. Further rows stay small below the price. */
export function ImpulseBuyer({ mail: { callToAction }, theme }: PartProps) {
  const { hero, tone } = theme;
  return (
    <Section tdClassName="gut" style={theme.inset(24, 40)}>
      <Section
        className="hero edge"
        tdClassName="gut"
        style={{
          backgroundColor: hero.ground,
          color: hero.text,
          border: `1px solid ${hero.accent}`,
          borderRadius: tone.radius,
          padding: '44px 36px',
        }}
        align="center"
      >
        <div style={{ textAlign: 'center' }}>
          <h2 style={{ ...theme.h2, fontSize: tone.h2 + 4 }}>{callToAction.title}</h2>
          <p style={{ ...theme.body, padding: '10px 0 28px' }}>{callToAction.body}</p>
          {callToAction.rows.map((row, index) =>
            index === 0 ? (
              <div key={row.label} style={{ padding: '0 0 28px' }}>
                <p style={theme.h3}>{row.label}</p>
                <p className="high" style={{ ...theme.display(48, 60), color: hero.highlight }}>
                  {row.value}
                </p>
                <p style={theme.small}>{row.note}</p>
              </div>
            ) : (
              <div
                key={row.label}
                className="edge"
                style={{
                  borderTop: `1px solid ${hero.accent}`,
                  padding: index === callToAction.rows.length - 1 ? '12px 0 28px' : '12px 0',
                }}
              >
                <p style={theme.small}>
                  <b>{row.label}</b>
                  {GAP}
                  <span>{row.value}</span>
                </p>
                <p style={theme.caption}>{row.note}</p>
              </div>
            ),
          )}
          <Button
            theme={theme}
            href={callToAction.url}
            ground={hero.accent}
            text={hero.on_accent}
            className="pop"
            isLarge
          >
            {callToAction.label}
          </Button>
          <p style={{ ...theme.caption, padding: '16px 0 0' }}>{callToAction.note}</p>
        </div>
      </Section>
    </Section>
  );
}

const GAP = '\u00a0 ';
