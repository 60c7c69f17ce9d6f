import { numberInWords, type Scale } from './english-number.ts';

const CURRENCIES: Readonly<Record<string, string>> = { '₹': 'INR', $: 'USD', '€': 'EUR', '£': 'GBP' };
const SIGN = '[₹$€£]';

/** One, several, and the hundredth part, as people say them; `Intl` says "Indian rupees". */
type Unit = readonly [one: string, many: string, cents: string];
const UNITS: Readonly<Record<string, Readonly<Record<string, Unit>>>> = {
  en: {
    INR: ['rupee', 'rupees', 'paise'],
    USD: ['dollar', 'dollars', 'cents'],
    EUR: ['euro', 'euros', 'cents'],
    GBP: ['pound', 'pounds', 'pence'],
  },
  hi: {
    INR: ['रुपया', 'रुपये', 'पैसे'],
    USD: ['डॉलर', 'डॉलर', 'सेंट'],
    EUR: ['यूरो', 'यूरो', 'सेंट'],
    GBP: ['पाउंड', 'पाउंड', 'पेंस'],
  },
};

/** Past it, a number is read digit by digit. */
const MOST_DIGITS = 12;

/**
 * Prices with their currency in words, and numbers without separators. English numbers become words, because flite
 * takes 1499 for a year and does not know the lakh; other languages leave them to eSpeak, which reads them natively
 * (149900 in Hindi as एक लाख उनचास हज़ार नौ सौ).
 */
export function numbersAsSpoken(text: string, language: string): string {
  const { price, grouped } = patternsOf(language);
  return text
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966))
    .replace(price, (_, before, whole1, cents1, whole2, cents2, after) => {
      const whole = digitsOf(whole1 ?? whole2);
      const cents = (cents1 ?? cents2 ?? '').padEnd(2, '0');
      return ` ${sayPrice(whole, cents, CURRENCIES[before ?? after] as string, language)} `;
    })
    .replace(grouped, (number) => {
      const isIndian = /\D\d{2}\D/.test(number);
      return sayNumber(digitsOf(number), language, isIndian ? 'indian' : 'western');
    });
}

function sayPrice(whole: string, cents: string, currency: string, language: string): string {
  const unit = UNITS[language]?.[currency];
  const hasCents = Number(cents) > 0;
  if (!unit) {
    const value = hasCents ? Number(`${whole}.${cents}`) : Number(whole);
    const name = currencyName(value, currency, language);
    return `${new Intl.NumberFormat(language, { useGrouping: false, numberingSystem: 'latn' }).format(value)} ${name}`;
  }
  const [one, many, small] = unit;
  const scale = currency === 'INR' ? 'indian' : 'western';
  const coins = hasCents ? `${sayNumber(digitsOf(cents), language, scale)} ${small}` : '';
  if (hasCents && Number(whole) === 0) return coins;
  return `${sayNumber(whole, language, scale)} ${Number(whole) === 1 ? one : many} ${coins}`;
}

function sayNumber(digits: string, language: string, scale: Scale): string {
  if (language !== 'en') return digits;
  return digits.length > MOST_DIGITS ? [...digits].join(' ') : numberInWords(Number(digits), scale);
}

/** In the plural that belongs to the number. */
function currencyName(value: number, currency: string, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'name' });
  return format.formatToParts(value).find(({ type }) => type === 'currency')?.value ?? currency;
}

function digitsOf(number: string): string {
  return number.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
}

function patternsOf(language: string): { readonly price: RegExp; readonly grouped: RegExp } {
  const parts = new Intl.NumberFormat(language).formatToParts(1_234_567.8);
  const separator = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  // Some languages group by a space, of which there are three.
  const group = /\s/.test(separator('group')) ? '[ \u00A0\u202F]' : `[${separator('group')}]`;
  const point = `[${separator('decimal')}]`;
  const gap = '[ \u00A0\u202F]?';
  const grouped = `\\d{1,3}(?:${group}\\d{2})*(?:${group}\\d{3})+`;
  const amount = `(${grouped}|\\d+)(?:${point}(\\d{1,2}))?(?!\\d)`;
  return {
    price: new RegExp(`(?<!\\d)(?:(${SIGN})${gap}${amount}|${amount}${gap}(${SIGN}))`, 'gu'),
    grouped: new RegExp(`(?<![\\d.,])${grouped}(?!\\d|[.,]\\d)`, 'gu'),
  };
}
