import type { CSSProperties } from 'react';
import { escapeHtml } from './escape-html.ts';
import type { Theme } from './theme.ts';

interface ButtonProps {
  readonly theme: Theme;
  readonly href: string;
  readonly children: string;
  /** Ground and text. */
  readonly ground: string;
  readonly text: string;
  /** Follows the dark palette, when given. */
  readonly className?: string;
  /** As wide as its column, and taller. */
  readonly isLarge?: boolean;
}

/** A link as a button. Classic Outlook knows no padding and no round corners on links: it gets a VML shape. */
export function Button({ theme, href, children, ground, text, className, isLarge = false }: ButtonProps) {
  const { buttonRadius } = theme.tone;
  const height = isLarge ? 64 : 52;
  const vml =
    `<!--[if mso]><v:roundrect xmlns:w="urn:schemas-microsoft-com:office:word" href="${escapeHtml(href)}" ` +
    `style="width:${isLarge ? 420 : 320}px;height:${height}px;v-text-anchor:middle" ` +
    `arcsize="${Math.round((buttonRadius / height) * 100)}%" stroked="f" fillcolor="${ground}"><w:anchorlock/>` +
    `<center style="color:${text};font:bold ${isLarge ? 18 : 16}px Segoe UI,Arial">${escapeHtml(children)}</center>` +
    '</v:roundrect><![endif]-->';
  const style: CSSProperties & { readonly msoHide: 'all' } = {
    display: isLarge ? 'block' : 'inline-block',
    padding: isLarge ? '19px 24px' : '14px 30px',
    borderRadius: buttonRadius,
    backgroundColor: ground,
    color: text,
    fontSize: isLarge ? 18 : 16,
    lineHeight: isLarge ? '26px' : '24px',
    fontWeight: 600,
    textAlign: 'center',
    textDecoration: 'none',
    msoHide: 'all',
  };
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: React writes no comments; both slots are escaped */}
      <span dangerouslySetInnerHTML={{ __html: vml }} />
      <a href={href} target="_blank" rel="noreferrer" className={className} style={style}>
        {children}
      </a>
    </>
  );
}
