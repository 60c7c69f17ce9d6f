/**
 * A column of whole numbers as bytes: all first bytes, then the second bytes of those numbers that have one, and so on,
 * seven bits a byte, the lowest first; the eighth bit says that more follow. Bytes that are alike stand together, so that
 * the column packs well.
 * @throws RangeError for a number that is negative, broken or not exact.
 */
export function encodeColumn(values: ArrayLike<number>): Uint8Array {
  const bytes: number[] = [];
  let rests = Array.from(values);
  const odd = rests.find((value) => !Number.isSafeInteger(value) || value < 0);
  if (odd !== undefined)
    throw new RangeError(`${odd} cannot stand in a cube: only whole numbers from 0 to 2^53`);
  while (rests.length > 0) {
    const more: number[] = [];
    for (const value of rests) {
      const rest = Math.floor(value / 128);
      bytes.push((value % 128) + (rest > 0 ? 128 : 0));
      if (rest > 0) more.push(rest);
    }
    rests = more;
  }
  return Uint8Array.from(bytes);
}

/** @throws RangeError when the bytes are not exactly a column of so many numbers. */
export function decodeColumn(bytes: Uint8Array, length: number): Float64Array {
  const values = new Float64Array(length);
  let open = Array.from({ length }, (_, index) => index);
  let at = 0;
  for (let unit = 1; open.length > 0; unit *= 128) {
    const more: number[] = [];
    for (const index of open) {
      const byte = bytes[at];
      at += 1;
      if (byte === undefined) throw new RangeError('a column ends early');
      values[index] = (values[index] as number) + (byte % 128) * unit;
      if (byte >= 128) more.push(index);
    }
    open = more;
  }
  if (at !== bytes.length) throw new RangeError('a column ends late');
  return values;
}

/** The greatest number that divides all; 1 when all are 0. */
export function commonDivisor(values: ArrayLike<number>): number {
  let divisor = 0;
  for (let at = 0; at < values.length && divisor !== 1; at += 1) {
    let rest = values[at] as number;
    while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  }
  return divisor || 1;
}
