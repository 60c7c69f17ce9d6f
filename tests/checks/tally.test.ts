import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printJunit } from '../../scripts/check/print-junit.ts';
import { printText } from '../../scripts/check/print-text.ts';
import { LEVELS, type RuleFinding } from '../../src/checks/finding.ts';
import { RULES } from '../../src/checks/rules.ts';
import { createTally } from '../../src/checks/tally.ts';

const finding = (parts: Partial<RuleFinding> = {}): RuleFinding => ({
  rule: 'links',
  level: 'error',
  place: 'HTML: <a>',
  fact: 'it leads nowhere',
  fix: 'give it an address',
  ...parts,
});

function tallied(...mails: readonly (readonly RuleFinding[])[]) {
  const tally = createTally();
  mails.forEach((findings, index) => {
    tally.add({ customerId: `C${index + 1}`, findings, measures: {} });
  });
  return tally.report();
}
const links = (report: ReturnType<typeof tallied>) => report.rules.find(({ id }) => id === 'links');

describe('the tally', () => {
  test('names the mail with the most of a kind, the first of several', () => {
    const report = tallied([finding()], [finding(), finding({ fact: 'twice' })], [finding(), finding()], []);
    expect(links(report)?.kinds).toMatchObject([{ mails: 3, findings: 5, worst: { customerId: 'C2' } }]);
  });

  test('weighs findings that say how bad they are, and tells the worst of a mail', () => {
    const report = tallied(
      [finding({ weight: 3 })],
      [finding({ weight: 1 }), finding({ weight: 9, place: 'HTML: <b>' })],
      [finding({ weight: 8 })],
    );
    expect(links(report)?.kinds[0]?.worst).toMatchObject({ customerId: 'C2', place: 'HTML: <b>' });
  });

  test('puts errors before warnings before notes', () => {
    const report = tallied(
      [finding({ level: 'note', fix: 'a' })],
      [finding({ level: 'warning', fix: 'b' })],
      [finding({ level: 'warning', fix: 'b' })],
      [finding({ fix: 'c' })],
    );
    expect(links(report)?.kinds.map(({ fix }) => fix)).toEqual(['c', 'b', 'a']);
    expect(report.worst).toEqual({ error: 1, warning: 2, note: 1 });
  });

  test('keeps no more of a thousand mails than of twenty', () => {
    const report = tallied(...Array.from({ length: 1000 }, () => [finding()]));
    expect(links(report)?.kinds).toMatchObject([{ mails: 1000, customers: { length: 20 } }]);
  });

  test('every mail is counted once, in each rule and in all', () => {
    const mails = fc.array(
      fc.array(
        fc.record({
          level: fc.constantFrom(...LEVELS),
          rule: fc.constantFrom('links', 'images'),
          fix: fc.constantFrom('a', 'b'),
        }),
      ),
    );
    fc.assert(
      fc.property(mails, (list) => {
        const report = tallied(...list.map((mail) => mail.map(finding)));
        const sum = (counts: Readonly<Record<string, number>>) =>
          Object.values(counts).reduce((a, b) => a + b, 0);
        expect(sum(report.worst)).toBe(list.filter((mail) => mail.length > 0).length);
        expect(report.rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id));
        for (const { id, mails: counts, kinds } of report.rules) {
          const own = list.map((mail) => mail.filter(({ rule }) => rule === id));
          expect(sum(counts)).toBe(own.filter((mail) => mail.length > 0).length);
          expect(kinds.reduce((total, { findings }) => total + findings, 0)).toBe(own.flat().length);
        }
      }),
    );
  });
});

describe('printed', () => {
  const report = tallied(
    [finding({ place: 'HTML: link “A & B”', fact: 'it says "<" and \u0007' })],
    [finding(), finding({ level: 'warning', fact: 'slow', fix: 'hurry' })],
  );

  test('as text: a line for each rule, then recipient, place and fix', () => {
    const lines = printText(report)
      .split('\n')
      .map((line) => line.trim());
    const at = lines.findIndex((line) => line.includes('Links lead somewhere'));
    expect(lines[at]).toMatch(/^✗ .* error in 2 mails$/);
    expect(lines.slice(at + 1, at + 5)).toEqual([
      'error C1 (worst of 2), HTML: link “A & B”: it says "<" and \u0007',
      '→ give it an address',
      'warning C2, HTML: <a>: slow',
      '→ hurry',
    ]);
    expect(lines.filter((line) => line.startsWith('✓'))).toHaveLength(RULES.length - 1);
  });

  test('as JUnit: a case for each rule; warnings fail when it is strict', () => {
    const xml = printJunit(report, false);
    expect(xml).toContain(`<testsuite name="mails" tests="${RULES.length}" failures="1"`);
    expect(xml.match(/<testcase /g)).toHaveLength(RULES.length);
    expect(xml).toContain('message="C1 and 1 more, HTML: link “A &#38; B”: it says &#34;&#60;&#34; and "');
    expect(xml).toMatch(/<system-out>warning: C2, .*slow/);
    expect(printJunit(report, true)).toMatch(/<failure [^>]*>error: [\s\S]*warning: C2/);
    const warned = tallied([finding({ level: 'warning' })]);
    expect(printJunit(warned, false)).not.toContain('<failure');
    expect(printJunit(warned, true)).toContain('<failure type="warning"');
  });
});
