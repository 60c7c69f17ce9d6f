import type { PaletteEntry } from '../frame/palette-entries.ts';

const KEY = 'palette recent';
const MOST = 6;

/** What was opened last from the palette in this tab, the latest first. */
export function recentEntries(): readonly PaletteEntry[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    // A browser may refuse to keep anything: then nothing is recent.
    return [];
  }
}

export function rememberEntry({ label, hint, href }: PaletteEntry): void {
  const others = recentEntries().filter((entry) => entry.href !== href);
  const kept = [{ label, ...(hint === undefined ? {} : { hint }), href }, ...others].slice(0, MOST);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // As above.
  }
}

function isEntry(value: unknown): value is PaletteEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { label, href, hint } = value as Partial<PaletteEntry>;
  // An address of this site, whatever got into the storage.
  return (
    typeof label === 'string' && /^\/(?!\/)/.test(href ?? '') && ['string', 'undefined'].includes(typeof hint)
  );
}
