import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FoundMail, readMailbox } from '../../src/delivery/sync/mailbox.ts';
import { readMbox } from '../../src/delivery/sync/mbox.ts';

/** As a mail program writes it (mboxrd): a line that begins like a separator gets a `>`. */
const printMbox = (mails: readonly string[], end = '\n') =>
  mails
    .map(
      (mail) =>
        `From asha@example.com Mon Nov 23 10:00:00 2026${end}${mail.replace(/^(>*From )/gm, '>$1')}${end}`,
    )
    .join('');

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function mailsOf(
  text: string,
  { size = 7, most = 1000 } = {},
): Promise<readonly (string | undefined)[]> {
  const mails: (string | undefined)[] = [];
  for await (const { bytes, number } of readMbox(inPieces(Buffer.from(text), size), most)) {
    expect(number).toBe(mails.length + 1);
    mails.push(bytes && Buffer.from(bytes).toString());
  }
  return mails;
}

describe('an mbox', () => {
  test('is read back as it was printed, whatever is in the mails and however it arrives', async () => {
    const line = fc.oneof(
      fc.constantFrom('', 'From here on', '>From', '>>From x', 'From ', '>', 'Subject: a', ' From x'),
      fc.string().filter((text) => !/[\r\n]/.test(text)),
    );
    const mail = fc.array(line, { maxLength: 8 }).map((lines) => lines.map((text) => `${text}\n`).join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(mail, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('\n', '\r\n'),
        async (mails, size, end) => {
          const wanted = mails.map((text) => text.replaceAll('\n', end));
          expect(await mailsOf(printMbox(wanted, end), { size })).toEqual(wanted);
        },
      ),
      { seed: 42, numRuns: 300 },
    );
  });

  test('may quote only From itself (mboxo), and may lack an end', async () => {
    expect(await mailsOf('From a\nS: x\n\n>From me\n\nFrom b\nS: y')).toEqual(['S: x\n\nFrom me\n', 'S: y']);
  });

  test('does not begin a mail in the middle of a paragraph', async () => {
    expect(await mailsOf('From a\nS: x\n\nbread\nFrom the oven\n')).toEqual([
      'S: x\n\nbread\nFrom the oven\n',
    ]);
  });

  test('is nothing when it does not begin with From', async () => {
    expect(await mailsOf('Subject: x\n\nFrom a\n')).toEqual([]);
    expect(await mailsOf('')).toEqual([]);
  });

  test('with a mail that is too big gives the others', async () => {
    const big = `S: big\n\n${'x'.repeat(5000)}\n`;
    expect(await mailsOf(printMbox(['S: a\n', big, 'S: b\n']))).toEqual(['S: a\n', undefined, 'S: b\n']);
  });

  test('with a line of 300 MB passes over that mail only', async () => {
    const piece = Buffer.alloc(1_000_000, 'x');
    async function* endless() {
      yield Buffer.from('From a\nS: x\n\n');
      for (let n = 0; n < 300; n += 1) yield piece;
      yield Buffer.from('\n\nFrom b\nS: y\n');
    }
    const mails: (number | undefined)[] = [];
    for await (const { bytes } of readMbox(endless(), 1000)) mails.push(bytes?.length);
    expect(mails).toEqual([undefined, 5]);
  });
});

describe('a mailbox', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pitchwright-mailbox-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const readAll = async (path: string): Promise<readonly FoundMail[]> => {
    const found: FoundMail[] = [];
    for await (const mail of readMailbox(path)) found.push(mail);
    return found;
  };
  const told = (found: readonly FoundMail[]) =>
    found.map((mail) => [
      mail.place.slice(folder.length + 1),
      'bytes' in mail ? Buffer.from(mail.bytes).toString() : mail.problem,
    ]);

  test('is an mbox file', async () => {
    await writeFile(join(folder, 'Inbox'), printMbox(['S: a\n', 'S: b\n']));
    expect(told(await readAll(join(folder, 'Inbox')))).toEqual([
      ['Inbox, mail 1', 'S: a\n'],
      ['Inbox, mail 2', 'S: b\n'],
    ]);
  });

  test('is a folder of .eml and .mbox files, read in the order of names; what is neither is named', async () => {
    await writeFile(join(folder, 'b.eml'), 'S: b\n');
    await writeFile(join(folder, 'a.mbox'), printMbox(['S: a\n']));
    await writeFile(join(folder, '.hidden'), 'x');
    await writeFile(join(folder, 'empty'), '');
    await writeFile(join(folder, 'notes.txt'), 'Subject: no mailbox\n');
    await mkdir(join(folder, 'z.eml'));
    await writeFile(join(folder, 'y.eml'), '');
    await truncate(join(folder, 'y.eml'), 27_000_000);
    expect(told(await readAll(folder))).toEqual([
      ['a.mbox, mail 1', 'S: a\n'],
      ['b.eml', 'S: b\n'],
      ['notes.txt', 'is neither an .eml file nor an mbox, which begins with "From "'],
      ['y.eml', 'is bigger than 26 MB'],
      ['z.eml', 'cannot be read: EISDIR'],
    ]);
  });

  test('is a Maildir', async () => {
    for (const name of ['cur', 'new', 'tmp']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'cur', '1.host:2,S'), 'S: seen\n');
    await writeFile(join(folder, 'new', '2.host'), 'S: new\n');
    await writeFile(join(folder, 'tmp', '3.host'), 'S: half\n');
    expect(told(await readAll(folder))).toEqual([
      ['cur/1.host:2,S', 'S: seen\n'],
      ['new/2.host', 'S: new\n'],
    ]);
  });

  test('that is not there is said', async () => {
    await expect(readAll(join(folder, 'none'))).rejects.toThrow('none is not there');
  });
});
