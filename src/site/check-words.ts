import type { Finding } from '../checks/finding.ts';
import type { Env } from '../env.ts';
import { maskAddress } from './mask.ts';

/** What a finding says. */
export type FindingWords = Pick<Finding, 'place' | 'fact' | 'fix'>;

/** A finding as pages show it: it quotes the mail, and a mail can hold an address. */
export function shownFinding({ place, fact, fix }: FindingWords, pii: Env['SITE_PII']): FindingWords {
  const shown = (text: string) => (pii === 'show' ? text : text.replace(ADDRESSES, maskAddress));
  return { place: shown(place), fact: shown(fact), fix: shown(fix) };
}

const ADDRESSES = /[^\s@:<>“”"'()=]+@[^\s@<>“”"'()/?&]+\.[\p{L}\d-]+/gu;
