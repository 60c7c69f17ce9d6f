const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** The names of large numbers, largest first. */
const SCALES = {
  western: [
    [1_000_000_000, 'billion'],
    [1_000_000, 'million'],
    [1_000, 'thousand'],
    [100, 'hundred'],
  ],
  indian: [
    [10_000_000, 'crore'],
    [100_000, 'lakh'],
    [1_000, 'thousand'],
    [100, 'hundred'],
  ],
} as const;

export type Scale = keyof typeof SCALES;

/** A whole number from 0 in English: 149900 is `one lakh forty-nine thousand nine hundred` on the Indian scale. */
export function numberInWords(value: number, scale: Scale): string {
  const step = SCALES[scale].find(([size]) => value >= size);
  if (step) {
    const [size, name] = step;
    const rest = value % size;
    const head = `${numberInWords(Math.floor(value / size), scale)} ${name}`;
    return rest === 0 ? head : `${head} ${numberInWords(rest, scale)}`;
  }
  if (value < SMALL.length) return SMALL[value] as string;
  const [tens, ones] = [TENS[Math.floor(value / 10)] as string, value % 10];
  return ones === 0 ? tens : `${tens}-${SMALL[ones]}`;
}
