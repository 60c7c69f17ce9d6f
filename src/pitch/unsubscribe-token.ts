import { canonicalAddress } from '../data/canonical-address.ts';
import { hmacSha256, sha256 } from '../digest.ts';

/**
 * What an unsubscribe link carries: `<customer id>~<address>~<signature>`. The address is the first 22 characters of
 * base64url of its SHA-256 (132 bits), the signature the first 22 of HMAC-SHA256 over `unsubscribe:<id>~<address>`. It
 * holds no address, needs no database to be checked, and does not expire: an opt-out must work for good.
 */
export interface Unsubscribe {
  readonly customerId: string;
  /** The first 132 bits of the address's SHA-256, base64url. */
  readonly addressKey: string;
}

/** Signs previews while `UNSUBSCRIBE_SECRET` is not set. Public, so no live mail may carry it. */
export const PREVIEW_SECRET = 'preview only: set UNSUBSCRIBE_SECRET';

/** SHA-256, hex, of the address in its canonical form: what the ledger and the suppression list know of it. */
export function hashAddress(address: string): string {
  return sha256(canonicalAddress(address));
}

export function addressKeyOf(addressHash: string): string {
  return base64url132(addressHash);
}

export function unsubscribeToken(customerId: string, address: string, secret = PREVIEW_SECRET): string {
  const payload = `${customerId}~${addressKeyOf(hashAddress(address))}`;
  return `${payload}~${sign(payload, secret)}`;
}

/** @returns what it says; undefined when it is not one of ours. */
export function readUnsubscribeToken(token: string, secret: string): Unsubscribe | undefined {
  const [, customerId, addressKey, signature] =
    /^([A-Za-z0-9._-]{1,64})~([\w-]{22})~([\w-]{22})$/.exec(token) ?? [];
  if (customerId === undefined || addressKey === undefined || signature === undefined) return undefined;
  const expected = sign(`${customerId}~${addressKey}`, secret);
  // Signed once more before they are compared: the time that takes says nothing about the signature that was expected.
  if (hmacSha256(secret, signature) !== hmacSha256(secret, expected)) return undefined;
  return { customerId, addressKey };
}

const sign = (payload: string, secret: string) => base64url132(hmacSha256(secret, `unsubscribe:${payload}`));

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The first 132 bits of a digest in hex, as 22 characters: three hex digits are two of base64url. */
function base64url132(hex: string): string {
  let text = '';
  for (let at = 0; at < 33; at += 3) {
    const bits = Number.parseInt(hex.slice(at, at + 3), 16);
    text += (BASE64URL[bits >> 6] as string) + BASE64URL[bits & 63];
  }
  return text;
}
