import type { CSSProperties } from 'react';
import type { PartProps } from './layout.tsx';

/** Who signs. */
export function Closing({ mail: { closing }, theme, nameStyle }: ClosingProps) {
  const { light } = theme;
  return (
    <>
      <p style={theme.body}>{closing.line}</p>
      <p style={{ ...theme.h3, padding: '12px 0 0', ...nameStyle }}>{closing.name}</p>
      <p className="muted" style={{ ...theme.small, color: light.muted }}>
        {closing.role}
      </p>
    </>
  );
}

interface ClosingProps extends PartProps {
  readonly nameStyle?: CSSProperties;
}
