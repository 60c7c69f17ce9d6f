import { bandFrom, bandOf, bandTo } from '../analytics/bands.ts';
import type { Words } from './words.ts';

interface Banded {
  readonly band: number;
  readonly customers: number;
}

/** The first band by whose end at least half of the customers are reached; the order of rows does not matter. */
export function medianBand(rows: readonly Banded[]): number {
  const sorted = [...rows].sort((a, b) => a.band - b.band);
  let left = sorted.reduce((total, { customers }) => total + customers, 0) / 2;
  for (const { band, customers } of sorted) {
    left -= customers;
    if (left <= 0) return band;
  }
  return 0;
}

/** `₹7K–₹10K`, `nothing yet`, `less than ₹1`. */
export function bandWords(band: number, words: Words): string {
  if (band === 0) return 'nothing yet';
  if (band === 1) return `less than ${words.short(bandTo(band))}`;
  return `${words.short(bandFrom(band))}–${words.short(bandTo(band))}`;
}

/** Bands of lifetime value along one side of a drawing, equally wide; band 0 stands apart before the others. */
export interface BandScale {
  /** Where a band starts and ends, CSS pixels. */
  box(band: number): readonly [number, number];
  /** Where an amount stands, minor units. */
  place(minor: number): number;
  /** Edges of bands that are labelled. */
  readonly ticks: readonly { readonly at: number; readonly minor: number }[];
  readonly hasNothing: boolean;
}

/**
 * @param start Where the scale begins and `end` where it ends, CSS pixels; it may run up or down.
 * @param slot What band 0 takes, if anybody is in it; as far as half of it lies between it and the others.
 * @param most How many labels fit.
 */
export function bandScale(
  bands: readonly number[],
  { start, end, slot, most }: { start: number; end: number; slot: number; most: number },
): BandScale {
  const spent = bands.filter((band) => band > 0);
  const [from, to] = rangeOf(spent);
  const hasNothing = bands.includes(0);
  const toward = Math.sign(end - start);
  const first = hasNothing ? start + toward * slot * 1.5 : start;
  const at = (band: number) => first + ((band - from) / (to - from)) * (end - first);
  const step = [1, 2, 3, 6, 12, 18, 24].find((each) => (to - from) / each < most) ?? 30;
  const edges = Array.from({ length: to - from + 1 }, (_, more) => from + more);
  return {
    box: (band) => (band === 0 ? [start, start + toward * slot] : [at(band), at(band + 1)]),
    place(minor) {
      const band = bandOf(minor);
      if (band === 0) return start + (toward * slot) / 2;
      const [low, high] = [Math.log(bandFrom(band)), Math.log(bandTo(band))];
      return at(band + (Math.log(minor) - low) / (high - low));
    },
    ticks: edges
      .filter((band) => spent.length > 0 && band > 1 && (band - 2) % step === 0)
      .map((band) => ({ at: at(band), minor: bandFrom(band) })),
    hasNothing,
  };
}

/** The first band and the one after the last, at least six apart, so that one customer does not fill the axis. */
function rangeOf(bands: readonly number[]): readonly [number, number] {
  if (bands.length === 0) return [2, 8];
  const [low, high] = [Math.min(...bands), Math.max(...bands) + 1];
  const from = Math.max(1, Math.min(low, Math.floor((low + high) / 2) - 3));
  return [from, Math.max(high, from + 6)];
}
