import type { CheckReport, Kind, RuleReport } from '../../src/checks/tally.ts';

/** A test case for each rule, as continuous integration reads them; with `isStrict`, warnings are failures. */
export function printJunit(report: CheckReport, isStrict: boolean): string {
  const cases = report.rules.map((rule) => ({ rule, failing: failingKinds(rule, isStrict) }));
  const failures = cases.filter(({ failing }) => failing.length > 0).length;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pitchwright check" ${counts}>`,
    `  <testsuite name="mails" ${counts}>`,
    `    <properties><property name="mails" value="${report.mails}"/></properties>`,
    ...cases.flatMap(({ rule, failing }) => caseLines(rule, failing)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

const failingKinds = ({ kinds }: RuleReport, isStrict: boolean) =>
  kinds.filter(({ level }) => level === 'error' || (isStrict && level === 'warning'));

function caseLines({ id, title, kinds }: RuleReport, failing: readonly Kind[]): readonly string[] {
  const open = `    <testcase classname="check.${id}" name="${escapeXml(title)}"`;
  if (kinds.length === 0) return [`${open}/>`];
  const other = kinds.filter((kind) => !failing.includes(kind));
  const [first] = failing;
  return [
    `${open}>`,
    ...(first
      ? [
          `      <failure type="${first.level}" message="${escapeXml(summary(first))}">${escapeXml(failing.map(lines).join('\n'))}</failure>`,
        ]
      : []),
    ...(other.length > 0 ? [`      <system-out>${escapeXml(other.map(lines).join('\n'))}</system-out>`] : []),
    '    </testcase>',
  ];
}

const summary = ({ worst, mails }: Kind) =>
  `${worst.customerId}${mails > 1 ? ` and ${mails - 1} more` : ''}, ${worst.place}: ${worst.fact}`;

const lines = (kind: Kind) =>
  `${kind.level}: ${summary(kind)}\n  fix: ${kind.fix}\n  customers: ${kind.customers.join(', ')}`;

/** XML has no place for other control characters, not even written as a reference. */
function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it removes
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  );
}
