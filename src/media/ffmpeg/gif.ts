export interface GifFacts {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly seconds: number;
}

/** Reads the blocks of a GIF89a; undefined when they do not hold together. */
export function readGif(bytes: Buffer): GifFacts | undefined {
  try {
    let [at, frames, hundredths] = [13 + tableSize(bytes[10]!), 0, 0];
    for (;;) {
      const kind = bytes.readUInt8(at);
      if (kind === 0x3b) break;
      if (kind === 0x21) {
        if (bytes[at + 1] === 0xf9) hundredths += bytes.readUInt16LE(at + 4);
        at = afterBlocks(bytes, at + 2);
      } else if (kind === 0x2c) {
        frames += 1;
        at = afterBlocks(bytes, at + 10 + tableSize(bytes.readUInt8(at + 9)) + 1);
      } else return undefined;
    }
    return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8), frames, seconds: hundredths / 100 };
  } catch {
    return undefined;
  }
}

/** A colour table's bytes, by the flags that announce it. */
const tableSize = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

function afterBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (let size = bytes.readUInt8(at); size > 0; size = bytes.readUInt8(at)) at += size + 1;
  return at + 1;
}
