import type { CSSProperties } from 'react';
import type { PartProps } from './layout.tsx';

/** Title and introduction of the picks. */
export function PicksHeading({ mail: { picks }, theme, style }: PicksHeadingProps) {
  const { light } = theme;
  return (
    <>
      <h2 style={{ ...theme.h2, ...style }}>{picks.title}</h2>
      <p className="muted" style={{ ...theme.body, color: light.muted, padding: '6px 0 28px', ...style }}>
        {picks.intro}
      </p>
    </>
  );
}

interface PicksHeadingProps extends PartProps {
  readonly style?: CSSProperties;
}
