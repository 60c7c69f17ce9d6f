import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotedPrintable } from '../../src/delivery/quoted-printable.ts';

/** As RFC 2045 has a reader do it. */
function decoded(bytes: Uint8Array): string {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[ \t]+\r\n/g, '\r\n')
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1').toString();
}

const encoded = (text: string) => Buffer.from(quotedPrintable(text)).toString('latin1');

describe('quoted-printable', () => {
  it('reads back as it was, with CRLF for line ends, in short lines of ASCII', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom(
        '',
        ' ',
        'tail \t',
        '.',
        '..',
        'From here',
        '=3D',
        '=',
        '\r',
        'नमस्ते'.repeat(30),
        'x'.repeat(500),
      ),
    );
    const text = fc
      .array(line, { maxLength: 8 })
      .chain((lines) => fc.constantFrom(lines.join('\n'), lines.join('\r\n')));
    fc.assert(
      fc.property(text, (text) => {
        const bytes = encoded(text);
        expect(decoded(Buffer.from(bytes, 'latin1'))).toBe(text.replace(/\r?\n/g, '\r\n'));
        expect(bytes).not.toMatch(/[^\r]\n|^\n|\r(?!\n)|[^\t\r\n\x20-\x7e]/);
        for (const row of bytes.split('\r\n')) {
          expect(row.length).toBeLessThanOrEqual(76);
          expect(row).not.toMatch(/^\.|^From |[ \t]$/);
        }
      }),
      { numRuns: 2000, seed: 8 },
    );
  });

  it('keeps the bytes of a letter in one line', () => {
    for (let pad = 0; pad < 80; pad += 1) {
      const rows = encoded(`${'x'.repeat(pad)}${'क😀é'.repeat(20)}`).split('=\r\n');
      for (const row of rows) expect(decoded(Buffer.from(row, 'latin1'))).not.toContain('\ufffd');
    }
  });

  it('is as an author of mails would write it', () => {
    expect(encoded('a = b\nFrom me\n.\ntail \né')).toBe('a =3D b\r\n=46rom me\r\n=2E\r\ntail=20\r\n=C3=A9');
  });
});
