import type { CSSProperties } from 'react';
import { Link } from 'react-email';
import type { Theme } from './theme.ts';

/** An underlined link in the brand's colour. */
export function TextLink({ href, children, theme, style }: TextLinkProps) {
  return (
    <Link
      href={href}
      className="link"
      style={{ color: theme.light.link, textDecorationLine: 'underline', fontWeight: 600, ...style }}
    >
      {children}
    </Link>
  );
}

interface TextLinkProps {
  readonly href: string;
  readonly children: string;
  readonly theme: Theme;
  readonly style?: CSSProperties;
}
