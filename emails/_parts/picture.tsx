import type { CSSProperties } from 'react';
import { Img } from 'react-email';

interface PictureProps {
  readonly src: string;
  readonly alt: string;
  /** Shown size in pixels; the picture shrinks with its column. */
  readonly width: number;
  readonly height: number;
  readonly className?: string;
  readonly style?: CSSProperties;
  /** Where a click leads. */
  readonly href: string;
  /** Name of the link, when the picture's own text may be empty. */
  readonly label?: string;
}

/**
 * A picture that leads somewhere. `loading="lazy"` is for React: without it, each address adds a preload link to
 * the head, and two equal addresses add only one, so that the number of links would depend on the customer.
 */
export function Picture({ href, label, style, ...picture }: PictureProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      aria-label={label}
      data-skip-in-text="true"
      style={blocked}
    >
      <Img {...picture} loading="lazy" style={{ width: '100%', height: 'auto', ...style }} />
    </a>
  );
}

// How the picture's text looks while a client holds pictures back.
const blocked: CSSProperties = { color: 'inherit', textDecoration: 'none' };
