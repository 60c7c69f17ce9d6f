import { Columns } from './columns.tsx';
import type { PartProps } from './layout.tsx';
import { share } from './share.ts';

/** Figures between two fine lines in the accent, divided by hairlines. */
export function RuledFacts({ mail: { facts }, theme }: PartProps) {
  const { hero, light, start } = theme;
  const edge = `1px solid ${hero.accent}`;
  return (
    <Columns className="edge" style={{ borderTop: edge, borderBottom: edge }}>
      {facts.map((fact, index) => (
        <td
          key={fact.label}
          align="center"
          valign="top"
          width={share(facts)}
          className={index === 0 ? 'stack fact' : 'stack fact plain line'}
          style={{
            padding: '24px 8px',
            ...(index > 0 && { [BORDER[start]]: `1px solid ${light.line}` }),
          }}
        >
          <p style={theme.display(26, 34)}>{fact.value}</p>
          <p className="muted" style={{ ...theme.label, color: light.muted }}>
            {fact.label}
          </p>
        </td>
      ))}
    </Columns>
  );
}

/** Figures that each hang from a short bar. */
export function BarredFacts({ mail: { facts }, theme }: PartProps) {
  const { light, mark, start } = theme;
  return (
    <Columns>
      {facts.map((fact, index) => (
        <td
          key={fact.label}
          valign="top"
          width={share(facts)}
          className="stack flush"
          style={{ [PADDING[start === 'left' ? 'right' : 'left']]: index < facts.length - 1 ? 16 : 0 }}
        >
          <Columns>
            <td
              className="mark-edge bar"
              style={{ borderTop: `3px solid ${mark.light}`, padding: '12px 0 16px' }}
            >
              <p style={{ ...theme.h3, fontSize: 20, lineHeight: '28px' }}>{fact.value}</p>
              <p className="muted" style={{ ...theme.small, color: light.muted }}>
                {fact.label}
              </p>
            </td>
          </Columns>
        </td>
      ))}
    </Columns>
  );
}

/** Figures as lines of a short ledger: the words at the start, the figure at the end. */
export function ListedFacts({ mail: { facts }, theme }: PartProps) {
  const { light, end } = theme;
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0}>
      <tbody>
        {facts.map((fact) => {
          const cell = { borderTop: `1px solid ${light.line}`, padding: '10px 0' };
          return (
            <tr key={fact.label}>
              <td valign="top" className="line" style={cell}>
                <p className="muted" style={{ ...theme.small, color: light.muted }}>
                  {fact.label}
                </p>
              </td>
              <td valign="top" align={end} width="50%" className="line" style={{ ...cell, textAlign: end }}>
                <p style={{ ...theme.small, fontWeight: 600 }}>{fact.value}</p>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const BORDER = { left: 'borderLeft', right: 'borderRight' } as const;
const PADDING = { left: 'paddingLeft', right: 'paddingRight' } as const;
