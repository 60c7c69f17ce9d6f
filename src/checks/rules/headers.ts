import type { Finding, Level, Rule } from '../finding.ts';

/** Without the line end: RFC 5322, 2.1.1. */
const LONGEST_LINE = 998;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/;

/** The lines around the message: what inboxes show of it, and what mailbox providers demand. */
export const headers: Rule = {
  id: 'headers',
  title: 'Subject, preheader and headers are right',
  find({ message: { subject, preheader }, envelope }) {
    const findings: Finding[] = [];
    const add = (level: Level, place: string, fact: string, fix: string) =>
      findings.push({ level, place, fact, fix });
    if (subject.trim() === '') add('error', 'subject', 'it is empty', 'give the mail a subject');
    if (preheader.trim() === '') {
      add(
        'error',
        'preheader',
        'it is empty: inboxes show the first words of the HTML',
        'give the mail a preheader',
      );
    } else if (preheader.trim() === subject.trim()) {
      add('warning', 'preheader', 'it only repeats the subject', 'say something else in the preheader');
    }
    for (const [place, text] of Object.entries({ subject, preheader })) {
      if (CONTROLS.test(text))
        add('error', place, 'it has control characters', 'take out what is no character of a text');
    }
    if ('problem' in envelope) {
      const { message, hint } = envelope.problem;
      add('error', 'headers', message, hint ?? 'correct content/brand.yaml');
      return findings;
    }
    for (const line of envelope.lines) {
      const name = /^([\w-]+):/.exec(line)?.[1] ?? 'headers';
      const bytes = Buffer.byteLength(line);
      if (bytes > LONGEST_LINE) {
        add(
          'error',
          name,
          `a line of ${bytes} bytes`,
          `keep lines to ${LONGEST_LINE} bytes: shorten links and names`,
        );
      }
      if (CONTROLS.test(line.replaceAll('\t', ' '))) {
        add('error', name, 'it has control characters', 'take out what is no character of a text');
      }
    }
    if (CONTROLS.test(envelope.from)) {
      add('error', 'From', 'it has control characters', 'correct the sender in the campaign or brand.yaml');
    }
    const has = (name: string) => envelope.lines.some((line) => line.startsWith(`${name}: `));
    if (!has('List-Unsubscribe')) {
      add(
        'error',
        'headers',
        'there is no List-Unsubscribe',
        'set links › unsubscribe in content/brand.yaml',
      );
    } else if (!has('List-Unsubscribe-Post')) {
      add(
        'warning',
        'headers',
        'one click cannot unsubscribe (RFC 8058); Gmail and Yahoo ask that of who sends much',
        'set links › one_click in content/brand.yaml',
      );
    }
    return findings;
  },
};
