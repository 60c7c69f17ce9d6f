const { UTF_8 } = Utilities.Charset;

export function hmacHex(text: string, secret: string): string {
  return hex(Utilities.computeHmacSha256Signature(text, secret, UTF_8));
}

export function hmacWebSafe(text: string, secret: string): string {
  return webSafe(Utilities.computeHmacSha256Signature(text, secret, UTF_8));
}

export function sha256WebSafe(text: string): string {
  return webSafe(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, UTF_8));
}

export function sha256Hex(bytes: GoogleAppsScript.Byte[]): string {
  return hex(Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, bytes));
}

/** Takes as long for a near miss as for a wild guess. */
export function isSame(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let i = 0; i < expected.length; i += 1) difference |= given.charCodeAt(i) ^ expected.charCodeAt(i);
  return difference === 0;
}

// Google's bytes are signed: -1 is 0xff.
const hex = (bytes: readonly number[]) =>
  bytes.map((byte) => `0${(byte & 255).toString(16)}`.slice(-2)).join('');

const webSafe = (bytes: GoogleAppsScript.Byte[]) => Utilities.base64EncodeWebSafe(bytes).replace(/=+$/, '');
