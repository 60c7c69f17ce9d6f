import type { CSSProperties } from 'react';
import { Link } from 'react-email';
import type { MailContent } from '../../src/pitch/pitch.ts';

/** The brand's name in type, leading home. */
export function Wordmark({ mail, className, style }: WordmarkProps) {
  return (
    <Link href={mail.brand.url} className={className} style={{ fontWeight: 700, ...style }}>
      {mail.brand.name}
    </Link>
  );
}

interface WordmarkProps {
  readonly mail: MailContent;
  readonly className: string;
  /** Must give the colour. */
  readonly style: CSSProperties & { readonly color: string };
}
