import { LEVELS, type Level } from '../checks/finding.ts';
import type { KeptReport } from '../checks/kept-report.ts';
import type { Kind, RuleReport } from '../checks/tally.ts';
import type { Stage } from './campaign-stage.ts';
import { listWords, plural, printCount } from './campaign-words.ts';
import { shownFinding } from './check-words.ts';

/** A result of the checks as a page shows it. */
export interface CheckView {
  readonly verdict: CheckVerdict;
  /** How many mails, and how many of them by their worst finding. */
  readonly figures: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  /** The levels there are findings of, the worst first. */
  readonly levels: readonly LevelView[];
  /** Rules with findings, the worst first. */
  readonly broken: readonly RuleView[];
  /** Rules without, in the order they are asked. */
  readonly kept: readonly RuleView[];
}

export interface CheckVerdict {
  readonly tone: Stage['tone'];
  readonly title: string;
  readonly words: string;
}

export interface LevelView {
  readonly level: Level;
  /** `Errors`. */
  readonly label: string;
  readonly kinds: number;
}

export interface RuleView {
  readonly id: string;
  readonly title: string;
  /** `errors in 3 mails, warnings in 12`; empty when nothing was found. */
  readonly state: string;
  readonly level: Level | undefined;
  /** The mail nearest to trouble, where that is measured. */
  readonly most: { readonly who: Recipient; readonly words: string } | undefined;
  readonly kinds: readonly KindView[];
  /** Each mail client that was asked about, and how many kinds of findings concern it. */
  readonly clients: readonly { readonly name: string; readonly kinds: number }[];
}

export interface KindView {
  readonly level: Level;
  readonly fact: string;
  readonly place: string;
  readonly fix: string;
  readonly clients: readonly string[];
  readonly worst: Recipient;
  /** Others who have the same, as far as they are named. */
  readonly others: readonly Recipient[];
  /** How many more there are than are named. */
  readonly unnamed: number;
  /** `1 mail`, `12 mails, 30 times`. */
  readonly extent: string;
}

export interface Recipient {
  readonly id: string;
  /** Undefined when they are not in the dataset any more. */
  readonly name: string | undefined;
}

/** What the view has to know of the site. */
export interface CheckSurroundings {
  readonly nameOf: (id: string) => string | undefined;
  /** `SITE_PII`: addresses are masked unless it is `show`. */
  readonly pii: 'mask' | 'show';
}

export function checkView(report: KeptReport, surroundings: CheckSurroundings): CheckView {
  const rules = report.rules.map((rule) => ruleView(rule, surroundings));
  const place = ({ level }: RuleView) => (level === undefined ? LEVELS.length : LEVELS.indexOf(level));
  const broken = rules.filter(({ level }) => level !== undefined).sort((a, b) => place(a) - place(b));
  const kinds = report.rules.flatMap((rule) => rule.kinds);
  return {
    verdict: verdictOf(report),
    figures: figuresOf(report),
    levels: LEVELS.map((level) => ({
      level,
      label: LABELS[level],
      kinds: kinds.filter((kind) => kind.level === level).length,
    })).filter((each) => each.kinds > 0),
    broken,
    kept: rules.filter(({ level }) => level === undefined),
  };
}

export const LABELS: Readonly<Record<Level, string>> = {
  error: 'Errors',
  warning: 'Warnings',
  note: 'Notes',
};

/** One sentence to know first, and what follows from it. */
export function verdictOf({ mails, worst, rules }: KeptReport): CheckVerdict {
  const against = (level: Level) => plural(rules.filter((rule) => rule.mails[level] > 0).length, 'rule');
  if (mails === 0) {
    return { tone: 'plain', title: 'No mail to check', words: 'It writes to nobody in this dataset.' };
  }
  if (worst.error > 0) {
    const title = `Errors in ${printCount(worst.error)} of ${plural(mails, 'mail')}`;
    return { tone: 'bad', title, words: `Against ${against('error')}. Mend them before anything is sent.` };
  }
  if (worst.warning > 0) {
    const title = `Warnings in ${printCount(worst.warning)} of ${plural(mails, 'mail')}`;
    const words = `Against ${against('warning')}. These mails work, but worse than they should, or not everywhere.`;
    return { tone: 'warn', title, words };
  }
  if (worst.note > 0) {
    const title = `Nothing wrong in ${plural(mails, 'mail')}`;
    const words = `In ${printCount(worst.note)} of them something could not be judged: a person should look.`;
    return { tone: 'good', title, words };
  }
  return {
    tone: 'good',
    title: `Nothing found in ${plural(mails, 'mail')}`,
    words: `All ${rules.length} rules hold for every recipient.`,
  };
}

function figuresOf({ mails, worst }: KeptReport): CheckView['figures'] {
  const { error, warning, note } = worst;
  const clean = mails - error - warning - note;
  const share = (count: number) =>
    count === 0 ? 'none' : `${((100 * count) / mails).toFixed(count * 100 < mails ? 1 : 0)} % of mails`;
  return [
    { label: 'Mails checked', value: printCount(mails), note: 'every byte as it would be sent' },
    { label: 'With errors', value: printCount(error), note: share(error) },
    { label: 'Warnings only', value: printCount(warning), note: share(warning) },
    ...(note > 0 ? [{ label: 'Notes only', value: printCount(note), note: share(note) }] : []),
    { label: 'Clean', value: printCount(clean), note: share(clean) },
  ];
}

function ruleView(rule: RuleReport, surroundings: CheckSurroundings): RuleView {
  const { id, title, mails, most, kinds, clients = [] } = rule;
  const levels = LEVELS.filter((level) => mails[level] > 0);
  return {
    id,
    title,
    state: listWords(
      levels.map((level) => `${LABELS[level].toLowerCase()} in ${plural(mails[level], 'mail')}`),
    ),
    level: levels[0],
    most: most && { who: recipient(most.customerId, surroundings), words: most.words },
    kinds: kinds.map((kind) => kindView(kind, surroundings)),
    clients: clients.map((name) => ({
      name,
      kinds: kinds.filter(({ worst }) => worst.clients?.includes(name)).length,
    })),
  };
}

function kindView({ level, fix, mails, findings, worst, customers }: Kind, at: CheckSurroundings): KindView {
  const others = customers.filter((id) => id !== worst.customerId);
  const times = findings > mails ? `, ${printCount(findings)} times` : '';
  return {
    level,
    ...shownFinding({ ...worst, fix }, at.pii),
    clients: worst.clients ?? [],
    worst: recipient(worst.customerId, at),
    others: others.map((id) => recipient(id, at)),
    unnamed: mails - 1 - others.length,
    extent: plural(mails, 'mail') + times,
  };
}

const recipient = (id: string, { nameOf }: CheckSurroundings): Recipient => ({ id, name: nameOf(id) });
