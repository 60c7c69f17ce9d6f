/**
 * Words of a mail server as the ledger keeps them: without addresses, which replies like to repeat, and without what
 * PostgreSQL cannot store.
 */
export function plainWords(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().replace(ADDRESS, '(address)').slice(0, MOST).toWellFormed();
}

const EDGE = String.raw`\s<>()[\]"',;:`;
const ADDRESS = new RegExp(`("[^"]*"|(?<![^${EDGE}])[^${EDGE}]+)@[^${EDGE}]+`, 'g');

const MOST = 1_000;
