const formats = new Map<string, Intl.NumberFormat>();

/** Minor units as money for people: `₹1,499`, with decimals only where there are any, or never when `isWhole`. */
export function formatMoney(minor: number, currency: string, locale: string, isWhole = false): string {
  const digits = isWhole || minor % 100 === 0 ? 0 : 2;
  const key = `${locale} ${currency} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(regional(locale), {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  return format.format(minor / 100);
}

/** A bare language reads its numbers the Indian way (1,00,000), as the brand's customers do. */
function regional(locale: string): string {
  return locale === 'en' || locale === 'hi' ? `${locale}-IN` : locale;
}
