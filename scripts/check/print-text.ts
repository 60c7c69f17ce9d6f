import { styleText } from 'node:util';
import type { Level } from '../../src/checks/finding.ts';
import type { CheckReport, Kind, RuleReport } from '../../src/checks/tally.ts';

const number = new Intl.NumberFormat('en-IN');

/** So many kinds of trouble are told for each rule; JSON has all. */
const MOST_TOLD = 5;

/** A line for each rule; below it, for each kind of trouble, the worst recipient, the place and the fix. */
export function printText(report: CheckReport): string {
  const width = Math.max(...report.rules.map(({ title }) => title.length)) + 2;
  return report.rules.flatMap((rule) => ruleLines(rule, width)).join('\n');
}

function ruleLines({ title, mails, most, kinds }: RuleReport, width: number): readonly string[] {
  const counts = (['error', 'warning', 'note'] as const).filter((level) => mails[level] > 0);
  const told = counts.map((level) => `${NAMES[level]} in ${mailsWords(mails[level])}`).join(', ');
  const mark = MARKS[counts[0] ?? 'none'];
  const nearest = most ? styleText('dim', `at most ${most.words}: ${most.customerId}`) : '';
  const head = `${mark} ${title.padEnd(width)}${told || nearest}`.trimEnd();
  const rest = kinds.length - MOST_TOLD;
  return [
    head,
    ...kinds.slice(0, MOST_TOLD).flatMap(kindLines),
    ...(rest > 0 ? [`    and ${rest} more kinds: --format json has all`] : []),
  ];
}

function kindLines({ level, fix, mails, worst }: Kind): readonly string[] {
  const others = mails > 1 ? ` (worst of ${number.format(mails)})` : '';
  return [
    `    ${NAMES[level]} ${worst.customerId}${others}, ${worst.place}: ${worst.fact}`,
    `      ${styleText('dim', `→ ${fix}`)}`,
  ];
}

/** The last line. */
export function printVerdict({ mails, worst }: CheckReport, isPassed: boolean): string {
  const counts = (['error', 'warning'] as const)
    .filter((level) => worst[level] > 0)
    .map((level) => `${NAMES[level]}s in ${number.format(worst[level])}`);
  const told = counts.length === 0 ? 'nothing found' : `${counts.join(', ')} of them`;
  return `${isPassed ? styleText('green', '✓') : styleText('red', '✗')} ${mailsWords(mails)} checked: ${told}`;
}

const mailsWords = (count: number) => (count === 1 ? '1 mail' : `${number.format(count)} mails`);

const NAMES: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', note: 'note' };

const MARKS: Readonly<Record<Level | 'none', string>> = {
  none: styleText('green', '✓'),
  error: styleText('red', '✗'),
  warning: styleText('yellow', '!'),
  note: styleText('dim', '–'),
};
