import type { PitchwrightError } from '../../errors.ts';
import type { Finding, Rule } from '../finding.ts';

/** The mail can be made, and the filled plan is what the template prints. */
export const making: Rule = {
  id: 'making',
  title: 'Every mail can be made, as its template prints it',
  find({ making: { template, directBecause, difference } }) {
    const place = `template ${template}`;
    if (difference !== undefined) {
      return [
        {
          level: 'error',
          place,
          fact: `the mail is not what the template prints for them: ${difference}`,
          fix: 'let the template print slots whole and branch on the shape only (src/pitch/pitch.ts)',
        },
      ];
    }
    if (directBecause === undefined) return [];
    return [
      {
        level: 'warning',
        place,
        fact: `rendered directly, which takes fifty times as long: ${directBecause}`,
        fix: 'let the template print slots whole and branch on the shape only (src/pitch/pitch.ts)',
      },
    ];
  },
};

/** A mail that cannot be made: nothing else can be asked about it. */
export function notMade({ code, message, hint }: PitchwrightError): Finding {
  return { level: 'error', place: code, fact: message, fix: hint ?? 'correct the content it is made from' };
}
