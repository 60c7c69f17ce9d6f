import { createHmac, timingSafeEqual } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { sha256 } from '../digest.ts';

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

/**
 * SHA-256, hex, of the address as everybody writes it the same: lower case, NFC, the domain in ASCII (RFC 5891), so that
 * `asha@BÜCHER.example` and `asha@xn--bcher-kva.example` are one. What the ledger and the suppression list know of it.
 */
export function hashAddress(address: string): string {
  const written = address.trim().normalize('NFC').toLowerCase();
  const at = written.lastIndexOf('@');
  const domain = written.slice(at + 1);
  return sha256(`${written.slice(0, at + 1)}${domainToASCII(domain) || domain}`);
}

export function addressKeyOf(addressHash: string): string {
  return Buffer.from(addressHash, 'hex').toString('base64url').slice(0, LENGTH);
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
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return undefined;
  return { customerId, addressKey };
}

const LENGTH = 22;

const sign = (payload: string, secret: string) =>
  createHmac('sha256', secret).update(`unsubscribe:${payload}`).digest('base64url').slice(0, LENGTH);
