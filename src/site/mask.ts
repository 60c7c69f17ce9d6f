import type { Env } from '../env.ts';

/**
 * An e-mail address with enough left to recognise one's own and too little to write to: `as•••@e•••.com`.
 */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const dot = address.lastIndexOf('.');
  return `${head(address.slice(0, at), 2)}@${head(address.slice(at + 1, dot), 1)}${address.slice(dot)}`;
}

/** Stands in the place of an address where a customer has none. */
export const NO_ADDRESS = 'no address: analytics only';

/** An address as pages show it. */
export function shownAddress(address: string, { SITE_PII }: Pick<Env, 'SITE_PII'>): string {
  if (address === '') return NO_ADDRESS;
  return SITE_PII === 'show' ? address : maskAddress(address);
}

function head(text: string, count: number): string {
  return `${[...text].slice(0, Math.min(count, [...text].length - 1)).join('')}•••`;
}
