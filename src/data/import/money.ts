/** Amounts are whole numbers of this fraction of a currency unit: unit prices may have four decimals. */
export const SCALE = 10_000;

export type Decimal = '.' | ',';

/** What a cell says about money. */
export interface Amount {
  /** In `SCALE`ths; with a point as the decimal mark where the text does not say which it is. */
  readonly value: number;
  /** With a comma as the decimal mark; `undefined` when the text itself says which it is. */
  readonly other: number | undefined;
  /** Which decimal mark the text proves, if it has one. */
  readonly proof: Decimal | undefined;
  /** ISO code or mark: `USD`, `€`. */
  readonly currency: string;
}

const PLAIN = /^-?\d{1,12}(\.\d{1,2})?$/;
const SPACES = /[\s\u00a0\u202f\u2009'’]/g;
const CURRENCY = /^[\p{L}\p{Sc}]{1,5}\.?|[\p{L}\p{Sc}]{1,5}\.?$/gu;

/**
 * Reads an amount: `1 234,50`, `1.234,50`, `$1,234.50`, `(12.00)`, `12,50-`, `1 234,50 kr`, `₹1,23,456.00`.
 * @returns `undefined` for what is no amount.
 */
export function readAmount(text: string): Amount | undefined {
  if (PLAIN.test(text)) {
    const proof = text.includes('.') ? '.' : undefined;
    return { value: Math.round(Number(text) * SCALE), other: undefined, proof, currency: '' };
  }
  let body = text.replace(SPACES, '').replace('\u2212', '-');
  let isNegative = false;
  if (/^\(.*\)$/.test(body)) [body, isNegative] = [body.slice(1, -1), true];
  if (body.startsWith('-')) [body, isNegative] = [body.slice(1), true];
  const marks = body.match(CURRENCY) ?? [];
  body = body.replace(CURRENCY, '');
  if (!isNegative && body.startsWith('-')) [body, isNegative] = [body.slice(1), true];
  if (!isNegative && body.endsWith('-')) [body, isNegative] = [body.slice(0, -1), true];
  if (body.startsWith('+')) body = body.slice(1);
  const currency = (marks[0] ?? '').replace(/\.$/, '');
  const read = numbersOf(body);
  if (!read) return undefined;
  const sign = (value: number) => (isNegative && value !== 0 ? -value : value);
  return {
    value: sign(read.value),
    other: read.other === undefined ? undefined : sign(read.other),
    proof: read.proof,
    currency,
  };
}

function numbersOf(body: string): Omit<Amount, 'currency'> | undefined {
  if (!/^[\d.,]+$/.test(body) || !/\d/.test(body)) return undefined;
  const points = body.split('.').length - 1;
  const commas = body.split(',').length - 1;
  if (points === 0 && commas === 0) return { value: scaled(body, ''), other: undefined, proof: undefined };
  if (points > 0 && commas > 0) {
    const proof: Decimal = body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ',';
    return one(body, proof);
  }
  const mark: Decimal = points > 0 ? '.' : ',';
  const otherMark: Decimal = points > 0 ? ',' : '.';
  if (points + commas > 1) return one(body, otherMark);
  const [whole = '', fraction = ''] = body.split(mark);
  // Three digits after one mark may be thousands or decimals, unless no thousands are written like that.
  if (fraction.length !== 3 || whole.length > 3 || whole === '' || whole.startsWith('0'))
    return one(body, mark);
  const grouped = scaled(whole + fraction, '');
  const decimal = scaled(whole, fraction);
  const [value, other] = mark === '.' ? [decimal, grouped] : [grouped, decimal];
  return { value, other, proof: undefined };
}

/** The reading with a known decimal mark; the other one must stand between groups of digits. */
function one(body: string, decimal: Decimal): Omit<Amount, 'currency'> | undefined {
  const group = decimal === '.' ? ',' : '.';
  const [whole = '', fraction = '', ...more] = body.split(decimal);
  if (more.length > 0 || fraction.includes(group)) return undefined;
  const groups = whole.split(group);
  if (groups.length > 1) {
    const [first = '', ...rest] = groups;
    // Groups of two occur in India: 1,23,456.
    const isRegular = first.length >= 1 && first.length <= 3 && rest.at(-1)?.length === 3;
    if (!isRegular || rest.some(({ length }) => length < 2 || length > 3)) return undefined;
  }
  return { value: scaled(groups.join(''), fraction), other: undefined, proof: decimal };
}

/** Digits beyond the fourth decimal are rounded. */
function scaled(whole: string, fraction: string): number {
  return Math.round(Number(`${whole || '0'}.${fraction || '0'}`) * SCALE);
}
