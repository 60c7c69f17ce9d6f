import type { Answers } from '../analytics/answers.ts';
import type { ContactTimeRow } from '../analytics/contact-times.ts';
import type { RfmRow } from '../analytics/rfm.ts';
import { type RfmGroup, rfmGroup } from '../analytics/rfm-groups.ts';
import type { Scope } from '../charts/figure.ts';
import type { Words } from '../charts/words.ts';
import { DERIVATIONS } from '../data/derived.ts';
import { CONTACT_TIMES, type ContactTime } from '../data/vocabulary.ts';
import { slot } from '../pitch/slot.ts';
import type { Store } from '../store/store.ts';

/** One thing to do, and the facts that call for it. */
export interface DigestAction {
  readonly title: string;
  readonly because: string;
}

interface ConsentRow {
  readonly unknown: number;
  readonly customers: number;
}
const CONSENT = `SELECT CAST(count(*) FILTER (WHERE email_consent = 'unknown' AND email <> '') AS DOUBLE PRECISION) AS unknown,
  CAST(count(*) AS DOUBLE PRECISION) AS customers FROM customers`;

interface WorkedOutRow {
  readonly time: ContactTime;
  readonly customers: number;
}
const WORKED_OUT = `SELECT preferred_contact_time AS time, CAST(count(*) AS DOUBLE PRECISION) AS customers
  FROM customers WHERE 'preferred_contact_time' = ANY(derived) GROUP BY preferred_contact_time`;

/** What the figures call for, the most urgent first; only what there is somebody or something for. */
export async function digestActions(
  store: Store,
  { rfm, coverage, contactTimes }: Answers,
  { words }: Scope,
): Promise<readonly DigestAction[]> {
  const [consent] = await store.query<ConsentRow>(CONSENT);
  const workedOut = await store.query<WorkedOutRow>(WORKED_OUT);
  return [
    ...winBack(rfm, words),
    ...thank(rfm, words),
    ...goodTime(contactTimes, workedOut, words),
    ...askConsent(consent, words),
    ...neverPitched(coverage, words),
  ];
}

function inGroup(rows: readonly RfmRow[], group: RfmGroup) {
  const own = rows.filter(({ recency, frequency }) => rfmGroup(recency, frequency) === group);
  return {
    customers: own.reduce((sum, { customers }) => sum + customers, 0),
    value: own.reduce((sum, { value }) => sum + value, 0),
  };
}

function winBack(rows: readonly RfmRow[], words: Words): readonly DigestAction[] {
  const { customers, value } = inGroup(rows, 'Cannot lose');
  if (customers === 0) return [];
  return [
    {
      title: `Win back ${words.plural(customers, '“Cannot lose” customer')}`,
      because: `They ordered more often than most, and last no more recently than most. Together they have paid ${words.whole(value)} so far.`,
    },
  ];
}

function thank(rows: readonly RfmRow[], words: Words): readonly DigestAction[] {
  const { customers, value } = inGroup(rows, 'Champions');
  const all = rows.reduce((sum, row) => sum + row.value, 0);
  if (customers === 0 || all === 0) return [];
  return [
    {
      title: `Thank ${words.plural(customers, 'Champion')}`,
      because: `They ordered more recently than most and at least as often as most, and stand for ${words.percent(value / all)} of everything customers ever paid.`,
    },
  ];
}

function goodTime(
  rows: readonly ContactTimeRow[],
  workedOut: readonly WorkedOutRow[],
  words: Words,
): readonly DigestAction[] {
  const times = CONTACT_TIMES.map((time) => {
    const own = rows.filter((row) => row.time === time);
    const customers = own.reduce((sum, row) => sum + row.customers, 0);
    return { time, customers };
  })
    .filter(({ customers }) => customers > 0)
    .sort((a, b) => b.customers - a.customers);
  const [first, second] = times;
  if (!first) return [];
  const all = times.reduce((sum, { customers }) => sum + customers, 0);
  const lead = first.customers === second?.customers ? '' : ', more than any other time';
  return [
    {
      title: `Send in the ${first.time} when you send once`,
      because: `${howMany(first, workedOut, words.percent(first.customers / all), lead, words)}.`,
    },
  ];
}

/** Only who said so prefers a time; that of the others was worked out. */
function howMany(
  { time, customers }: WorkedOutRow,
  workedOut: readonly WorkedOutRow[],
  share: string,
  lead: string,
  words: Words,
): string {
  const guessed = workedOut.find((row) => row.time === time)?.customers ?? 0;
  const how = `worked out ${DERIVATIONS.preferred_contact_time}`;
  if (guessed === 0) return `${share} of customers prefer it${lead}`;
  if (guessed === customers) return `It is the time of ${share} of customers${lead}, ${how}`;
  const stated = customers - guessed;
  return `It is the time of ${share} of customers${lead}: ${words.count(stated)} said so, that of ${words.count(guessed)} was ${how}`;
}

function askConsent(row: ConsentRow | undefined, words: Words): readonly DigestAction[] {
  if (!row || row.unknown === 0) return [];
  return [
    {
      title: `Ask ${words.plural(row.unknown, 'customer')} whether you may write`,
      because: `Their consent is not known, which is ${words.percent(row.unknown / row.customers)} of all: they are not to be mailed until they say yes.`,
    },
  ];
}

const NAMED = 3;

function neverPitched(rows: Answers['coverage'], words: Words): readonly DigestAction[] {
  const unused = rows.filter(({ customers }) => customers === 0).map(({ name }) => slot(name));
  if (unused.length === 0) return [];
  const more = unused.length - NAMED;
  const names = words.list([...unused.slice(0, NAMED), ...(more > 0 ? [words.plural(more, 'other')] : [])]);
  return [
    {
      title: `Look at ${words.plural(unused.length, 'product')} that no mail pitches`,
      because: `${names}: not among the products of anybody’s mail. Mend their tags and price, or let them go.`,
    },
  ];
}
