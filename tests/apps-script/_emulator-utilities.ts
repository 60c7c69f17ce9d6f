import { createHash, createHmac, randomUUID } from 'node:crypto';

export interface EmulatedBlob {
  getBytes(): number[];
  getName(): string;
  getContentType(): string;
}

/** Google's bytes are signed. */
export function signed(bytes: Uint8Array): number[] {
  // The quickest way by far: files of 18 MB go through here.
  const list = new Array<number>(bytes.length);
  for (let i = 0; i < list.length; i += 1) list[i] = ((bytes[i] as number) << 24) >> 24;
  return list;
}

export const unsigned = (bytes: readonly number[]): Buffer => Buffer.from(Int8Array.from(bytes).buffer);

export const blob = (data: string | readonly number[], type = 'text/plain', name = ''): EmulatedBlob => {
  const bytes = typeof data === 'string' ? signed(Buffer.from(data, 'utf8')) : data.slice();
  return { getBytes: () => bytes, getName: () => name, getContentType: () => type };
};

export function utilitiesStub(sleep: (ms: number) => void) {
  const raw = (value: string | readonly number[]) =>
    typeof value === 'string' ? Buffer.from(value, 'utf8') : unsigned(value);
  return {
    Charset: { UTF_8: 'UTF_8', US_ASCII: 'US_ASCII' },
    DigestAlgorithm: { SHA_256: 'SHA_256' },
    computeHmacSha256Signature: (value: string, key: string) =>
      signed(createHmac('sha256', key).update(value, 'utf8').digest()),
    computeDigest: (_algorithm: string, value: string | readonly number[]) =>
      signed(createHash('sha256').update(raw(value)).digest()),
    base64Encode: (value: string | readonly number[]) => raw(value).toString('base64'),
    base64EncodeWebSafe: (value: string | readonly number[]) =>
      raw(value).toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
    base64Decode: (text: string) => signed(Buffer.from(text, 'base64')),
    newBlob: blob,
    getUuid: () => randomUUID(),
    sleep,
  };
}
