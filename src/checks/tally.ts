import { LEVELS, type Level, type Rule } from './finding.ts';
import { type CheckedMail, RULES } from './rules.ts';

/** What all mails together have against one rule. */
export interface RuleReport {
  readonly id: string;
  readonly title: string;
  /** The mail clients it asks about one by one, where it does. */
  readonly clients?: readonly string[];
  /** Mails whose worst finding is of this level. */
  readonly mails: Readonly<Record<Level, number>>;
  /** The mail nearest to trouble, where that is measured. */
  readonly most?: { readonly customerId: string; readonly words: string };
  /** The worst first. */
  readonly kinds: readonly Kind[];
}

/** Findings that are put right in the same way. */
export interface Kind {
  readonly level: Level;
  readonly fix: string;
  readonly mails: number;
  /** Findings; one mail can have several. */
  readonly findings: number;
  readonly worst: Example;
  /** The first of the mails, by id of customer. */
  readonly customers: readonly string[];
}

/** A finding, and whose mail it is in. */
export interface Example {
  readonly customerId: string;
  readonly place: string;
  readonly fact: string;
  /** Of the rule's mail clients, whose readers it concerns. */
  readonly clients?: readonly string[];
}

export interface CheckReport {
  readonly mails: number;
  /** Mails by their worst finding; those without are in none. */
  readonly worst: Readonly<Record<Level, number>>;
  readonly rules: readonly RuleReport[];
}

/** So many customers are named for each kind; what is kept does not grow with the dataset. */
const MOST_NAMED = 20;

interface OpenKind {
  level: Level;
  fix: string;
  mails: number;
  findings: number;
  weight: number;
  worst: Example;
  customers: string[];
}

interface OpenRule {
  readonly mails: Record<Level, number>;
  readonly kinds: Map<string, OpenKind>;
  most?: { customerId: string; words: string; value: number };
}

/** Adds mails up, one by one. */
export function createTally(): { add(mail: CheckedMail): void; report(): CheckReport } {
  const rules = new Map<string, OpenRule>();
  for (const { id } of RULES) rules.set(id, { mails: none(), kinds: new Map() });
  const worst = none();
  let mails = 0;
  return {
    add(mail) {
      mails += 1;
      for (const [id, open] of rules) {
        addMeasure(open, mail.customerId, mail.measures[id]);
        addFindings(
          open,
          mail.customerId,
          mail.findings.filter(({ rule }) => rule === id),
        );
      }
      const level = worstOf(mail.findings);
      if (level) worst[level] += 1;
    },
    report: () => ({
      mails,
      worst: { ...worst },
      rules: RULES.map((rule) => closed(rule, rules.get(rule.id) as OpenRule)),
    }),
  };
}

const none = (): Record<Level, number> => ({ error: 0, warning: 0, note: 0 });

const worstOf = (findings: readonly { readonly level: Level }[]) =>
  LEVELS.find((level) => findings.some((finding) => finding.level === level));

function addMeasure(
  open: OpenRule,
  customerId: string,
  measure: CheckedMail['measures'][string] | undefined,
) {
  if (measure && measure.value > (open.most?.value ?? Number.NEGATIVE_INFINITY)) {
    open.most = { customerId, ...measure };
  }
}

function addFindings({ mails, kinds }: OpenRule, customerId: string, findings: CheckedMail['findings']) {
  const level = worstOf(findings);
  if (level) mails[level] += 1;
  for (const [key, alike] of Map.groupBy(findings, ({ level, fix }) => `${level} ${fix}`)) {
    const weights = alike.map(({ weight = 1 }) => weight);
    const weight = weights.reduce((sum, each) => sum + each, 0);
    const heaviest = alike[weights.indexOf(Math.max(...weights))] as (typeof alike)[number];
    const { level, fix, place, fact, clients } = heaviest;
    const worst = { customerId, place, fact, ...(clients && { clients }) };
    const kind = kinds.get(key) ?? { level, fix, mails: 0, findings: 0, weight, worst, customers: [] };
    kind.mails += 1;
    kind.findings += alike.length;
    if (weight > kind.weight) Object.assign(kind, { weight, worst });
    if (kind.customers.length < MOST_NAMED) kind.customers.push(customerId);
    kinds.set(key, kind);
  }
}

function closed({ id, title, clients }: Rule, { mails, kinds, most }: OpenRule): RuleReport {
  const sorted = [...kinds.values()].sort(
    (a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.mails - a.mails || b.weight - a.weight,
  );
  return {
    id,
    title,
    ...(clients && { clients }),
    mails: { ...mails },
    ...(most && { most: { customerId: most.customerId, words: most.words } }),
    kinds: sorted.map(({ weight: _, customers, ...kind }) => ({ ...kind, customers: [...customers] })),
  };
}

/** Errors fail a check; when it is strict, warnings do as well. */
export const isPassed = ({ worst }: Pick<CheckReport, 'worst'>, isStrict: boolean): boolean =>
  worst.error === 0 && (!isStrict || worst.warning === 0);
