import { hash } from 'node:crypto';

/** SHA-256 of bytes, as 64 lower-case hex digits. */
export const sha256Bytes = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');
