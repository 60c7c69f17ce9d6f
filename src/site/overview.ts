import { type Card, kpiCards } from '../charts/kpis.ts';
import { type ShopProblem, shopProblems } from '../delivery/shop-problems.ts';
import type { ActionName } from '../studio/live/actions.ts';
import { address } from './address.ts';
import { type CheckStanding, checkStanding } from './check-standing.ts';
import { verdictOf } from './check-view.ts';
import { LANGUAGES } from './customer-view.ts';
import { reportOf } from './report.ts';
import type { Site } from './site.ts';
import { printKilobytes, variants } from './variants.ts';

/** Those who must not be mailed, or have not said they may; and those who cannot be. */
const SILENT = `SELECT
    CAST(count(*) FILTER (WHERE email_consent <> 'subscribed' AND email <> '') AS DOUBLE PRECISION) AS silent,
    CAST(count(*) FILTER (WHERE email = '') AS DOUBLE PRECISION) AS unreachable FROM customers`;

interface Silence {
  readonly silent: number;
  readonly unreachable: number;
}

interface InterestRow {
  readonly interest: string;
  readonly count: number;
}
const INTERESTS = `SELECT interest, CAST(count(*) AS DOUBLE PRECISION) AS count
  FROM (SELECT unnest(interests) AS interest FROM customers) AS each GROUP BY interest ORDER BY count DESC, interest`;

export interface Overview {
  readonly cards: readonly Card[];
  /** What the cards are about: `Jul 2025 – Jun 2026`. */
  readonly period: string;
  readonly segments: readonly { readonly segment: string; readonly count: number; readonly share: number }[];
  readonly mails: readonly { readonly label: string; readonly value: string }[];
  readonly next: readonly Step[];
}

export interface Step {
  readonly title: string;
  readonly body: string;
  readonly link?: { readonly label: string; readonly href: string };
  /** What the studio can do about it here and now. */
  readonly run?: { readonly label: string; readonly action: ActionName };
}

export async function overviewOf(site: Site): Promise<Overview> {
  const { rows, workshop } = site;
  const { facts } = workshop.store;
  const { scope, answers } = await reportOf(site);
  const [silence] = (await workshop.store.query<Silence>(SILENT)) as [Silence];
  const interests = await workshop.store.query<InterestRow>(INTERESTS);
  const known = new Set(workshop.copy.catalogue.interests);
  const strangers = interests.filter(({ interest }) => !known.has(interest)).slice(0, 5);
  const number = new Intl.NumberFormat('en-IN');
  const people = Math.max(1, facts.customers);
  const bySegment = Map.groupBy(rows, ({ segment }) => segment);
  return {
    cards: kpiCards(answers.kpis, scope),
    period: scope.words.period(scope.filter.period),
    segments: [...bySegment]
      .map(([segment, list]) => ({ segment, count: list.length, share: list.length / people }))
      .sort((a, b) => b.count - a.count),
    mails: mailFacts(site, number),
    next: nextSteps(
      site,
      silence,
      strangers,
      number,
      await shopProblems(workshop.copy, site.env.DATA_DIR),
      await checkStanding(site),
    ),
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

const PROBLEM_TITLES: Readonly<Record<ShopProblem['code'], string>> = {
  CATALOGUE_SAMPLE: 'Mails pitch what you do not sell',
  CURRENCY_MIXED: 'Amounts in several currencies are added up',
  CURRENCY_FOREIGN: 'Prices are shown in the wrong currency',
};

function problemStep({ code, fact, fix }: ShopProblem): Step {
  return {
    title: PROBLEM_TITLES[code],
    body: `${sentence(fact)} ${sentence(fix)} Until then a live send is refused.`,
  };
}

/** Nothing to do when the mails as they are now were found right. */
function checkStep({ report, moved }: CheckStanding): Step | undefined {
  const link = { label: 'Open the checks', href: address.checks() };
  if (report && moved.length === 0) {
    const { tone, title, words } = verdictOf(report);
    return tone === 'good' ? undefined : { title, body: words, link };
  }
  return {
    title: report ? 'Check every mail again' : 'Check every mail',
    body: report
      ? 'The mails may have changed since they were checked.'
      : 'Links, pictures, words, readability and mail clients, for everybody, without asking any service.',
    link,
    run: { label: 'Check them now', action: 'check' },
  };
}

const sentence = (clause: string) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

function nextSteps(
  { rows, workshop, env }: Site,
  { silent, unreachable }: Silence,
  strangers: readonly InterestRow[],
  number: Intl.NumberFormat,
  problems: readonly ShopProblem[],
  checked: CheckStanding,
): readonly Step[] {
  const { isSample } = workshop.store.facts;
  const steps: Step[] = isSample ? [] : problems.map(problemStep);
  if (isSample) {
    steps.push({
      title: 'Bring your own customers',
      body: 'These people are made up. Any export of a shop or a mailing list will do; what is wrong with it is said before anything is stored.',
      link: { label: 'Open the dataset', href: address.dataset() },
    });
  }
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
  steps.push({
    title: 'Plan a campaign',
    body: 'A plan freezes who gets which mail and when. Every mail of it can be read before anything is sent.',
    link: { label: 'Open the campaigns', href: address.campaigns() },
  });
  const check = checkStep(checked);
  if (check) steps.push(check);
  const empty = variants(rows).filter((variant) => variant.rows.length === 0);
  if (empty.length > 0) {
    steps.push({
      title: `${empty.length} variants have no readers`,
      body: 'The matrix names them. Their copy is not needed for this dataset.',
      link: { label: 'See which', href: address.pitches() },
    });
  }
  if (silent > 0) {
    steps.push({
      title:
        silent === 1
          ? '1 customer has not subscribed'
          : `${number.format(silent)} customers have not subscribed`,
      body: 'They have a page, but email_consent says unsubscribed or unknown: they are not to be mailed.',
    });
  }
  if (unreachable > 0) {
    steps.push({
      title:
        unreachable === 1
          ? '1 customer has no address'
          : `${number.format(unreachable)} customers have no address`,
      body: 'They count in the analytics and have a page, and are never mailed.',
      link: { label: 'See who', href: address.customers('?reach=none') },
    });
  }
  if (strangers.length > 0) {
    const [first] = strangers;
    steps.push({
      title: 'Some interests match no product',
      body: `${strangers.map(({ interest, count }) => `${interest} (${number.format(count)})`).join(', ')}: no product of the catalogue has such a tag. Tag products with ${first?.interest}, or leave it.`,
    });
  }
  if (!env.SMTP_URL && !env.APPS_SCRIPT_URL) {
    steps.push({
      title: 'Choose how mail leaves',
      body: 'Until then mails are written to files, and nobody is mailed. Set SMTP_URL in .env, or send from a Google mailbox.',
      link: { label: 'Set up the mailbox', href: address.setupAppsScript() },
    });
  }
  if (!env.SITE_URL) {
    steps.push({
      title: 'Say where the site will live',
      body: 'Set SITE_URL in .env, so that pictures in a sent mail are found. Until then they show in previews only.',
      run: { label: 'Build the site', action: 'build' },
    });
  }
  return steps;
}
