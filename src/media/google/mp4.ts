import { MediaFailure } from '../provider.ts';

interface Box {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Whether bytes are a film: an ISO base media file (ISO/IEC 14496-12) that begins with `ftyp`, is whole, and has a track
 * of pictures and their data.
 * @returns its length; undefined where the head does not say it, as in fragmented files.
 * @throws MediaFailure `malformed`
 */
export function checkMp4(bytes: Uint8Array): { readonly seconds: number | undefined } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const top = boxesIn(view, 0, bytes.length);
  if (top[0]?.type !== 'ftyp') throw notFilm('it does not begin like an MP4');
  const moov = top.find(({ type }) => type === 'moov');
  if (!moov) throw notFilm('it has no head (moov)');
  const data = top.find(({ type, from, to }) => type === 'mdat' && to > from);
  if (!data) throw notFilm('it has no pictures in it (mdat)');
  const inside = boxesIn(view, moov.from, moov.to);
  const tracks = inside.filter(({ type }) => type === 'trak');
  if (!tracks.some((track) => isVideo(view, track))) throw notFilm('it has no track of pictures');
  const head = inside.find(({ type }) => type === 'mvhd');
  if (!head || head.to - head.from < 20) throw notFilm('its head does not say how long it is (mvhd)');
  const seconds = secondsOf(view, head);
  if (seconds > 600) throw notFilm(`it says that it lasts ${Math.round(seconds)} seconds`);
  return { seconds: seconds > 0 ? seconds : undefined };
}

function boxesIn(view: DataView, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  let at = from;
  while (at < to) {
    if (at + 8 > to) throw notFilm('it is cut off');
    const short = view.getUint32(at);
    const type = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at + 4, 4));
    const isLong = short === 1 && at + 16 <= to;
    const size = short === 0 ? to - at : isLong ? Number(view.getBigUint64(at + 8)) : short;
    const head = isLong ? 16 : 8;
    if (size < head || at + size > to) throw notFilm('it is cut off or damaged');
    boxes.push({ type, from: at + head, to: at + size });
    at += size;
  }
  return boxes;
}

function isVideo(view: DataView, track: Box): boolean {
  const media = boxesIn(view, track.from, track.to).find(({ type }) => type === 'mdia');
  if (!media) return false;
  const handler = boxesIn(view, media.from, media.to).find(({ type }) => type === 'hdlr');
  // 'vide' after version, flags and a reserved word.
  return (
    handler !== undefined && handler.to - handler.from >= 12 && view.getUint32(handler.from + 8) === VIDE
  );
}

const VIDE = 0x76696465;

function secondsOf(view: DataView, { from, to }: Box): number {
  const isWide = view.getUint8(from) === 1;
  if (isWide && to - from < 32) throw notFilm('its head is cut off (mvhd)');
  const scale = view.getUint32(from + (isWide ? 20 : 12));
  const length = isWide ? Number(view.getBigUint64(from + 24)) : view.getUint32(from + 16);
  return scale === 0 ? 0 : length / scale;
}

const notFilm = (fact: string) => new MediaFailure('malformed', `what Gemini sent is no film: ${fact}`);
