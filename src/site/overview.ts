import { formatMoney } from '../pitch/money-format.ts';
import { address } from './address.ts';
import { LANGUAGES } from './customer-view.ts';
import type { Site } from './site.ts';
import { printKilobytes, variants } from './variants.ts';

interface Totals {
  readonly revenue: number;
  readonly engagement: number;
  readonly response: number;
  readonly orders: number;
  readonly repeat: number;
  readonly silent: number;
}

/**
 * What was bought on one day is one order, as in the mails. Revenue in currency units, shares 0…1; `silent` are those who
 * must not be mailed or have not said they may.
 */
const TOTALS = `SELECT CAST(coalesce(sum(lifetime_value), 0) AS DOUBLE PRECISION) AS revenue,
    coalesce(avg(engagement_score), 0) AS engagement, coalesce(avg(response_rate), 0) AS response,
    CAST(count(*) FILTER (WHERE email_consent <> 'subscribed') AS DOUBLE PRECISION) AS silent,
    (SELECT CAST(count(*) AS DOUBLE PRECISION) FROM (SELECT DISTINCT customer_id, order_date FROM orders) AS days)
      AS orders,
    (SELECT CAST(count(*) AS DOUBLE PRECISION) FROM (SELECT customer_id FROM orders GROUP BY customer_id
       HAVING count(DISTINCT order_date) > 1) AS again) AS repeat
  FROM customers`;

interface InterestRow {
  readonly interest: string;
  readonly count: number;
}
const INTERESTS = `SELECT interest, CAST(count(*) AS DOUBLE PRECISION) AS count
  FROM (SELECT unnest(interests) AS interest FROM customers) AS each GROUP BY interest ORDER BY count DESC, interest`;

export interface Overview {
  readonly kpis: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly segments: readonly { readonly segment: string; readonly count: number; readonly share: number }[];
  readonly mails: readonly { readonly label: string; readonly value: string }[];
  readonly next: readonly Step[];
}

export interface Step {
  readonly title: string;
  readonly body: string;
  readonly link?: { readonly label: string; readonly href: string };
}

export async function overviewOf(site: Site): Promise<Overview> {
  const { rows, workshop } = site;
  const { facts } = workshop.store;
  const [totals] = (await workshop.store.query<Totals>(TOTALS)) as readonly [Totals];
  const interests = await workshop.store.query<InterestRow>(INTERESTS);
  const known = new Set(workshop.copy.catalogue.interests);
  const strangers = interests.filter(({ interest }) => !known.has(interest)).slice(0, 5);
  const number = new Intl.NumberFormat('en-IN');
  const money = (units: number) => formatMoney(Math.round(units) * 100, workshop.copy.brand.currency, 'en');
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const people = Math.max(1, facts.customers);
  const bySegment = Map.groupBy(rows, ({ segment }) => segment);
  return {
    kpis: [
      {
        label: 'Customers',
        value: number.format(facts.customers),
        note: `${number.format(totals.orders)} orders`,
      },
      { label: 'Revenue', value: money(totals.revenue), note: 'all orders' },
      { label: 'Lifetime value', value: money(totals.revenue / people), note: 'average of a customer' },
      { label: 'Buy again', value: percent(totals.repeat / people), note: 'ordered twice or more' },
      { label: 'Engagement', value: totals.engagement.toFixed(1), note: 'average, of 100' },
      { label: 'Response rate', value: percent(totals.response), note: 'average of mails' },
    ],
    segments: [...bySegment]
      .map(([segment, list]) => ({ segment, count: list.length, share: list.length / people }))
      .sort((a, b) => b.count - a.count),
    mails: mailFacts(site, number),
    next: nextSteps(site, totals, strangers, number),
  };
}

function mailFacts({ rows, workshop }: Site, number: Intl.NumberFormat): Overview['mails'] {
  const bytes = rows.map(({ htmlBytes }) => htmlBytes).sort((a, b) => a - b);
  const biggest = rows.find(({ htmlBytes }) => htmlBytes === bytes.at(-1));
  const languages = Map.groupBy(rows, ({ locale }) => locale);
  return [
    { label: 'Mails ready', value: number.format(rows.length) },
    {
      label: 'Languages',
      value:
        [...languages]
          .map(([locale, list]) => `${LANGUAGES[locale] ?? locale} ${number.format(list.length)}`)
          .join(', ') || 'none',
    },
    { label: 'Typical size', value: printKilobytes(bytes[Math.floor(bytes.length / 2)] ?? 0) },
    { label: 'Biggest', value: biggest ? `${printKilobytes(biggest.htmlBytes)}, ${biggest.id}` : 'none' },
    { label: 'Products pitched from', value: number.format(workshop.model.products.length) },
  ];
}

function nextSteps(
  { rows, workshop, env }: Site,
  totals: Totals,
  strangers: readonly InterestRow[],
  number: Intl.NumberFormat,
): readonly Step[] {
  const steps: Step[] = [];
  const failed = workshop.renderer.report().failures;
  if (failed.length > 0) {
    steps.push({
      title: 'A template cannot be compiled',
      body: `${failed[0]?.template} (${failed[0]?.shape}): ${failed[0]?.reason}. Its mails are right, only slower to make.`,
    });
  }
  steps.push({
    title: 'Read the variants',
    body: 'Look at each of the 20 combinations of segment and behaviour once, as a real customer gets it.',
    link: { label: 'Open the pitches', href: address.pitches() },
  });
  const empty = variants(rows).filter((variant) => variant.rows.length === 0);
  if (empty.length > 0) {
    steps.push({
      title: `${empty.length} variants have no readers`,
      body: 'The matrix names them. Their copy is not needed for this dataset.',
      link: { label: 'See which', href: address.pitches() },
    });
  }
  if (totals.silent > 0) {
    steps.push({
      title: `${number.format(totals.silent)} customers have not subscribed`,
      body: 'They have a page, but email_consent says unsubscribed or unknown: they are not to be mailed.',
    });
  }
  if (strangers.length > 0) {
    const [first] = strangers;
    steps.push({
      title: 'Some interests match no product',
      body: `${strangers.map(({ interest, count }) => `${interest} (${number.format(count)})`).join(', ')}: no product of the catalogue has such a tag. Tag products with ${first?.interest}, or leave it.`,
    });
  }
  if (!env.SITE_URL) {
    steps.push({
      title: 'Say where the site will live',
      body: 'Set SITE_URL in .env, so that pictures in a sent mail are found. Until then they show in previews only.',
    });
  }
  if (workshop.store.facts.isSample) {
    steps.push({
      title: 'Bring your own customers',
      body: `These people are made up. Put customers.csv and orders.csv with the same columns into ${env.DATA_DIR}/, remove dataset.json, and build again.`,
    });
  }
  return steps;
}
