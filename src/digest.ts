import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as sha256Bytes } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

// Asked for rather than imported, because the same code runs in a browser, which has no SHA-256 that answers at once.
const native = globalThis.process?.getBuiltinModule?.('node:crypto');

/** SHA-256 of a UTF-8 string, as 64 lower-case hex digits. */
export const sha256: (text: string) => string = native
  ? (text) => native.hash('sha256', text, 'hex')
  : (text) => bytesToHex(sha256Bytes(utf8ToBytes(text)));

/** HMAC-SHA256 of a UTF-8 string, as 64 lower-case hex digits. */
export const hmacSha256: (secret: string, text: string) => string = native
  ? (secret, text) => native.createHmac('sha256', secret).update(text).digest('hex')
  : (secret, text) => bytesToHex(hmac(sha256Bytes, utf8ToBytes(secret), utf8ToBytes(text)));

/** SHA-256 over several strings, each prefixed by its length, so that ('ab','c') and ('a','bc') differ. */
export function sha256Of(parts: Iterable<string>): string {
  let text = '';
  for (const part of parts) text += `${part.length}:${part}`;
  return sha256(text);
}

/**
 * A stable, well-mixed 32-bit integer of a string: picks among variants by identity, never by position.
 * FNV-1a with the final mix of MurmurHash3 (fmix32), both in the public domain.
 */
export function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** fmix32 of MurmurHash3: every bit of a 32-bit integer spread over all of them. */
export function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
