import type { ImportReport } from '../../data/import/report.ts';
import { count, plural } from './dataset-words.ts';

type Totals = ImportReport['totals'];

/** `268 rows: 262 accepted, 3 merged, 3 rejected.` */
export function sumWords({ rows, accepted, merged, rejected }: Totals): string {
  return `${plural(rows, 'row')}: ${count(accepted)} accepted, ${count(merged)} merged, ${count(rejected)} rejected.`;
}

/** What is ready, in one sentence. */
export function readyWords({ customers, orders, rejected, rows }: Totals): string {
  const bought = orders > 0 ? ` and ${plural(orders, 'order line')}` : '';
  const made = `${plural(customers, 'customer')}${bought}`;
  if (rejected === 0) return `Every row is taken: ${made}.`;
  return `${made} ready; ${count(rejected)} of ${plural(rows, 'row')} cannot be taken.`;
}

/** `100,000 rows checked in 4.1 s; the page was never busy for more than 50 ms.` */
export function closingWords(rows: number, seconds: number, longest: number | undefined): string {
  const busy = longest === undefined ? '' : `; the page was never busy for more than ${longest} ms`;
  return `${plural(rows, 'row')} checked in ${seconds.toFixed(1)} s${busy}.`;
}

/** Who may be mailed. */
export function consentWords(
  totals: Totals,
): readonly { readonly label: string; readonly customers: string; readonly words: string }[] {
  const { subscribed, unsubscribed, unknown, without_address: none, kept_unsubscribed: kept } = totals;
  return [
    { label: 'Subscribed', customers: count(subscribed), words: 'may be mailed' },
    { label: 'Unsubscribed', customers: count(unsubscribed), words: 'never mailed' },
    { label: 'Not known', customers: count(unknown), words: 'no file says yes, so they are not mailed' },
    ...(none > 0
      ? [{ label: 'No address', customers: count(none), words: 'in the analytics, never mailed' }]
      : []),
    ...(kept > 0
      ? [
          {
            label: 'Kept unsubscribed',
            customers: count(kept),
            words: 'withdrew before; a file says otherwise',
          },
        ]
      : []),
  ];
}

/** Which catalogue the mails recommend from. */
export function catalogueWords(from: 'made' | 'own' | 'shop', { catalogue }: ImportReport): string {
  if (from === 'made')
    return `The catalogue was made from your orders: ${plural(catalogue?.products ?? 0, 'product')}, the best sold first, at the price last paid.`;
  return from === 'own'
    ? 'Mails recommend from the catalogue that the dataset here brought.'
    : 'Mails recommend from the catalogue in content/catalogue.yaml.';
}
