import type { CSSProperties } from 'react';

/**
 * The line that inboxes show after the subject. Its filler keeps the body out of that line. It has a fixed length:
 * react-email's `<Preview>` pads by the length of its text, so a mail with it cannot be compiled and filled.
 */
export function Preheader({ children }: { readonly children: string }) {
  return (
    <>
      <div data-skip-in-text="true" style={hidden}>
        {children}
      </div>
      <div data-skip-in-text="true" aria-hidden="true" style={hidden}>
        {FILLER}
      </div>
    </>
  );
}

const FILLER = '\u034f\u200c\u00a0'.repeat(100);

const hidden: CSSProperties & { readonly msoHide: 'all' } = {
  display: 'none',
  maxHeight: 0,
  overflow: 'hidden',
  opacity: 0,
  fontSize: 1,
  lineHeight: '1px',
  msoHide: 'all',
};
