import { sha256Of } from '../digest.ts';

/** One rendered mail: what a page shows and what a channel is given, byte for byte. */
export interface Message {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  /** SHA-256 over subject, html and text, each prefixed by its length in UTF-16 units and a colon. */
  readonly sha256: string;
}

export function message(subject: string, preheader: string, html: string, text: string): Message {
  return { subject, preheader, html, text, sha256: sha256Of([subject, html, text]) };
}
