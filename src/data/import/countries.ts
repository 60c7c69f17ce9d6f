/**
 * Countries as exports name them, and the time zone of those that have one only. Each line: code, zone (or `-`), names.
 * A country with several zones says nothing about the time of day.
 */
const LINES = `
AE Asia/Dubai united arab emirates|uae
AT Europe/Vienna austria|österreich
AU - australia
BD Asia/Dhaka bangladesh
BE Europe/Brussels belgium|belgique|belgië
BR - brazil|brasil
CA - canada
CH Europe/Zurich switzerland|schweiz|suisse|svizzera
CN - china
CZ Europe/Prague czechia|czech republic|česko
DE Europe/Berlin germany|deutschland|allemagne|alemania|tyskland
DK Europe/Copenhagen denmark|danmark
EE Europe/Tallinn estonia|eesti
ES - spain|españa|spanien|espagne
FI Europe/Helsinki finland|suomi
FR - france|frankreich|frankrike|francia
GB Europe/London united kingdom|uk|great britain|england|scotland|wales|royaume-uni
GR Europe/Athens greece
HK Asia/Hong_Kong hong kong
HR Europe/Zagreb croatia
HU Europe/Budapest hungary
ID - indonesia
IE Europe/Dublin ireland|eire
IL Asia/Jerusalem israel
IN Asia/Kolkata india|भारत|bharat
IS Atlantic/Reykjavik iceland
IT Europe/Rome italy|italia|italien|italie
JP Asia/Tokyo japan
KE Africa/Nairobi kenya
KR Asia/Seoul south korea|korea
LK Asia/Colombo sri lanka
LT Europe/Vilnius lithuania
LU Europe/Luxembourg luxembourg
LV Europe/Riga latvia
MT Europe/Malta malta
MX - mexico|méxico
MY Asia/Kuala_Lumpur malaysia
NG Africa/Lagos nigeria
NL - netherlands|nederland|holland|niederlande
NO Europe/Oslo norway|norge
NP Asia/Kathmandu nepal
NZ - new zealand
PH Asia/Manila philippines
PK Asia/Karachi pakistan
PL Europe/Warsaw poland|polska
PT - portugal
RO Europe/Bucharest romania
RU - russia
SA Asia/Riyadh saudi arabia
SE Europe/Stockholm sweden|sverige|schweden|suède
SG Asia/Singapore singapore
SI Europe/Ljubljana slovenia
SK Europe/Bratislava slovakia
TH Asia/Bangkok thailand
TR Europe/Istanbul turkey|türkiye
TW Asia/Taipei taiwan
UA - ukraine
US - united states|usa|united states of america|us
VN Asia/Ho_Chi_Minh vietnam
ZA Africa/Johannesburg south africa
`;

interface Country {
  readonly code: string;
  /** Of the countries with a single one. */
  readonly zone: string | undefined;
}

const COUNTRIES = new Map<string, Country>();
for (const line of LINES.trim().split('\n')) {
  const [, code = '', zone = '', names = ''] = /^(\S+) (\S+) (.+)$/.exec(line) ?? [];
  const country = { code, zone: zone === '-' ? undefined : zone };
  for (const name of [code.toLowerCase(), ...names.split('|')]) COUNTRIES.set(name, country);
}

export function countryOf(text: string): Country | undefined {
  return COUNTRIES.get(text.trim().toLowerCase());
}
