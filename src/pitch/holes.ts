import { PitchwrightError } from '../errors.ts';
import type { MailContent } from './pitch.ts';

/** The slots that the contract lets be empty. */
const OPTIONAL = new Set(['category', 'listPrice', 'saving', 'imageAlt']);

/**
 * Refuses a mail with a hole: a text of the copy that renders to nothing for this customer.
 * @param folder the copy it came from: `content/locales/en`.
 * @throws PitchwrightError `COPY_EMPTY`, naming the customer and the part of the mail.
 */
export function refuseHoles(mail: MailContent, customerId: string, folder: string): void {
  const hole = holeIn(mail);
  if (hole === undefined) return;
  throw new PitchwrightError('COPY_EMPTY', `the mail to ${customerId} has nothing to say as ${hole}`, {
    hint: `a text below ${folder} renders to nothing for this customer; give it an {% else %}`,
  });
}

function holeIn(value: object, path = ''): string | undefined {
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (item === '' && !OPTIONAL.has(key)) return `${path}${key}`;
    if (typeof item === 'object' && item !== null) {
      const found = holeIn(item, `${path}${key} › `);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
