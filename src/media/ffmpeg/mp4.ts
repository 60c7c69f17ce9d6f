/** The boxes of an MP4 file (ISO/IEC 14496-12): four bytes of size, four letters, content. */
export interface Mp4Box {
  readonly type: string;
  /** Where its content begins and ends. */
  readonly from: number;
  readonly to: number;
}

/** The boxes between two places of a buffer. Ends quietly at a size that cannot be. */
export function boxesIn(bytes: Buffer, from = 0, to = bytes.length): readonly Mp4Box[] {
  const boxes: Mp4Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const { size, head } = sizeAt(bytes, at);
    const end = size === 0 ? to : at + size;
    if (end < at + head || end > to) break;
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), from: at + head, to: end });
    at = end;
  }
  return boxes;
}

/** The size that a box states, with its head: 0 means up to the end of the file. */
export function sizeAt(bytes: Buffer, at: number): { readonly size: number; readonly head: number } {
  const size = bytes.readUInt32BE(at);
  if (size !== 1 || at + 16 > bytes.length) return { size, head: 8 };
  return { size: Number(bytes.readBigUInt64BE(at + 8)), head: 16 };
}

export interface Mp4Track {
  readonly kind: 'video' | 'audio' | 'other';
  /** `avc1`, `mp4a` … */
  readonly codec: string;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly samples: number;
  /** Of sound, in Hz. */
  readonly rate: number;
}

/** The tracks that a `moov` box (its content) describes. */
export function tracksOf(moov: Buffer): readonly Mp4Track[] {
  return boxesIn(moov)
    .filter(({ type }) => type === 'trak')
    .map((trak) => trackOf(moov, trak));
}

function trackOf(moov: Buffer, trak: Mp4Box): Mp4Track {
  const within = (box: Mp4Box | undefined, type: string) =>
    box && boxesIn(moov, box.from, box.to).find((inner) => inner.type === type);
  const mdia = within(trak, 'mdia');
  const handler = within(mdia, 'hdlr');
  const header = within(mdia, 'mdhd');
  const table = within(within(mdia, 'minf'), 'stbl');
  const entry = within(table, 'stsd');
  const times = within(table, 'stts');
  const kind = handler && moov.toString('latin1', handler.from + 8, handler.from + 12);
  // Behind version and number of entries: size and name of the first, 6 reserved bytes, an index.
  const first = entry ? entry.from + 8 : undefined;
  const codec = first === undefined ? '' : moov.toString('latin1', first + 4, first + 8);
  return {
    kind: kind === 'vide' ? 'video' : kind === 'soun' ? 'audio' : 'other',
    codec,
    width: first !== undefined && kind === 'vide' ? moov.readUInt16BE(first + 32) : 0,
    height: first !== undefined && kind === 'vide' ? moov.readUInt16BE(first + 34) : 0,
    rate: first !== undefined && kind === 'soun' ? moov.readUInt32BE(first + 32) >>> 16 : 0,
    seconds: header ? secondsOf(moov, header.from) : 0,
    samples: times ? samplesOf(moov, times) : 0,
  };
}

function secondsOf(bytes: Buffer, mdhd: number): number {
  const isLong = bytes[mdhd] === 1;
  const scale = bytes.readUInt32BE(mdhd + (isLong ? 20 : 12));
  const length = isLong ? Number(bytes.readBigUInt64BE(mdhd + 24)) : bytes.readUInt32BE(mdhd + 16);
  return scale === 0 ? 0 : length / scale;
}

function samplesOf(bytes: Buffer, { from, to }: Mp4Box): number {
  let samples = 0;
  for (let at = from + 8; at + 8 <= to; at += 8) samples += bytes.readUInt32BE(at);
  return samples;
}
