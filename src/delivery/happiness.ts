/**
 * How a run feels, in one number: the warm side of the account, never in place of it. Shared by `src` and the web app,
 * so it imports nothing.
 */
export interface Happiness {
  /** 0–100, whole. */
  readonly score: number;
  /** `😊 Very Happy`. */
  readonly level: string;
  /** One sentence with the plain figures in it. */
  readonly message: string;
}

export interface Deeds {
  readonly sent: number;
  /** Failed, rejected or unknown: tried, and not known to have arrived. */
  readonly failed: number;
  /** Of `failed`: no answer came, so it may have arrived. */
  readonly unknown?: number;
  /** Of `sent`, by segment. */
  readonly bySegment: Readonly<Record<string, number>>;
}

/** Points on top, by segment: winning somebody back is worth most. */
export const BONUSES: Readonly<Record<string, number>> = { 'At-Risk': 20, VIP: 15, Returning: 10, New: 5 };

/**
 * score = min(rate + bonus, (rate + 100) / 2), rounded down
 *
 * - rate = 100 · sent / (sent + failed)
 * - bonus = Σ over segments of bonus(segment) · sent(segment) / sent; a segment of another name has none
 *
 * The second term is the cap: a bonus makes up for at most half of what failed, so that only a run without a failure
 * reaches 100. With the same mix of segments, a higher rate never makes it less happy. Nothing tried: 0, and no verdict.
 */
export function happinessOf({ sent, failed, unknown = 0, bySegment }: Deeds): Happiness {
  const tried = sent + failed;
  if (tried === 0) return { score: 0, level: '💤 Nothing Yet', message: 'Nothing was sent yet.' };
  const rate = (100 * sent) / tried;
  let bonus = 0;
  for (const segment of Object.keys(BONUSES)) {
    if (sent > 0) bonus += ((BONUSES[segment] || 0) * (bySegment[segment] || 0)) / sent;
  }
  const score = Math.floor(Math.min(rate + bonus, (rate + 100) / 2));
  const [, level] = LEVELS.find(([from]) => score >= from) || LOWEST;
  const advice = score < 50 ? 'Look at the reasons before you go on.' : 'The reasons say why.';
  const message =
    failed === 0
      ? `${outOf(sent, sent)} went out. It does not get better than this.`
      : `${sent} of ${tried} went out${missingWords(failed, unknown)}. ${advice}`;
  return { score, level, message };
}

/** What the score is, for whoever reads one. */
export const SCORE_WORDS =
  'The score is the share of mails that went out, plus a bonus for the segments they went to: 100 at most, and that only when none failed.';

/** `All 7`, or `5 of 7`. */
export function outOf(count: number, all: number): string {
  return count === all && all > 1 ? `All ${all}` : `${count} of ${all}`;
}

/** `, 2 could not be reached and 1 may have it`: what follows on those who were reached. */
export function missingWords(failed: number, unknown: number): string {
  const refused = failed - unknown;
  const parts = [
    ...(refused > 0 ? [`${refused} could not be reached`] : []),
    ...(unknown > 0 ? [`${unknown} may have it`] : []),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(' and ')}`;
}

/** A level without its picture, for plain terminals: `Very Happy`. */
export function plainWords(words: string): string {
  return words.replace(/\p{Extended_Pictographic}\uFE0F?/gu, '').trim();
}

type Level = readonly [from: number, level: string];

const LOWEST: Level = [0, '😟 Worried'];

const LEVELS: readonly Level[] = [
  [97, '🌟 ECSTATIC!'],
  [85, '😊 Very Happy'],
  [70, '🙂 Happy'],
  [50, '😐 So-So'],
  LOWEST,
];
