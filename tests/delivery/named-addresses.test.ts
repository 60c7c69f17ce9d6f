import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAddressList } from '../../src/delivery/sync/address-list.ts';
import { gapLine, readNamedAddresses } from '../../src/delivery/sync/named-addresses.ts';
import { plainAddress } from '../../src/delivery/sync/plain-address.ts';
import { temporaryFolder } from '../_sample.ts';

let folder = '';
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileWith(text: string, name = 'list.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('an address as people write it', () => {
  test.for([
    'jo@people.example',
    ' Jo@People.example ',
    'Jo Jung <jo@people.example>',
    '"Jung, Jo" <JO@people.example>',
    '<jo@people.example>',
    'jo@people.example <jo@people.example>',
    'mailto:jo@people.example?subject=unsubscribe',
    'MAILTO:jo%40people.example',
    'Jo <mailto:jo@people.example>',
  ])('%s', (text) => {
    expect(plainAddress(text)).toBe('jo@people.example');
  });

  test.for([
    'Jo Jung',
    'jo@a.example <jo@b.example>',
    'Jo <jo@a.example>, Al <al@a.example>',
    'mailto:%ff@a.example',
  ])('which of them is meant by "%s" nobody knows, so nobody guesses', async (text) => {
    await expect(readNamedAddresses([text])).rejects.toMatchObject({ code: 'ADDRESS_INVALID' });
  });

  test('with any name around it is the same', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.stringMatching(/^[^<>@]*$/), (address, name) => {
        fc.pre(!/^mailto:/i.test(address));
        expect(plainAddress(`${name} <${address}>`)).toBe(address.toLowerCase());
      }),
    );
  });
});

describe('a file of addresses', () => {
  test.for([
    ['name,Email Address,note\nA,Asha@example.com,x\nB,ravi@example.com,y\nC,broken,z\nD,,z\n', [4, 5], 4],
    ['asha@example.com\nRavi@Example.com\nasha@example.com\n', [], 3],
    ['\uFEFFemail\r\nasha@example.com\r\nravi@example.com\r\n', [], 2],
    ['email\n"Rao, Asha <asha@example.com>"\nmailto:ravi@example.com\n', [], 2],
    ['Rao, Asha <asha@example.com>\n\n"Ravi" <ravi@example.com>\n', [], 2],
    ['asha@example.com\nJo Jung\nravi@example.com', [2], 3],
  ] as const)('gives them, and the lines that hold none (case %$)', async ([text, refused, lines]) => {
    const list = await readAddressList(await fileWith(text));
    expect(list.addresses).toEqual(['asha@example.com', 'ravi@example.com']);
    expect(list.refused.map(({ line }) => line)).toEqual(refused);
    expect(list.lines).toBe(lines);
  });

  test('of several columns needs one that is named', async () => {
    const path = await fileWith('name,phone\nA,1\n');
    await expect(readAddressList(path)).rejects.toThrow('list.csv line 1: there is no column email');
  });

  test('that cannot be read is refused', async () => {
    await expect(readAddressList(folder)).rejects.toThrow(`${folder} cannot be read: EISDIR`);
  });
});

describe('what is named on the command line', () => {
  test('is addresses and files together, and every line that was not understood', async () => {
    const path = await fileWith('email\nal@people.example\nJo Jung\n');
    const named = await readNamedAddresses(['Ed <ed@people.example>', path, 'al@people.example']);
    expect(named.addresses).toEqual(['ed@people.example', 'al@people.example']);
    expect(named.gaps.map(gapLine)).toEqual([
      `${path}: 1 of 2 lines suppressed, 1 not: line 3: it is not of the form name@domain`,
    ]);
  });

  test('names twenty lines and counts the rest', async () => {
    const { gaps } = await readNamedAddresses([await fileWith('Jo\n'.repeat(23), 'all.txt')]);
    expect(gaps.map(gapLine).join()).toMatch(
      /all\.txt: 0 of 23 lines suppressed, 23 not: line 1: .*; line 20: [^;]*; and 3 more$/,
    );
  });

  test.for(['/nowhere/list.csv', 'nowhere/list', 'list-of.txt', 'NONE.CSV', 'a\\b'])(
    '%s is a file that is missing, not an address',
    async (path) => {
      await expect(readNamedAddresses(['al@people.example', path])).rejects.toMatchObject({
        code: 'SUPPRESS_INVALID',
        message: `there is no file ${path}`,
      });
    },
  );

  test('a name with a stroke is none', async () => {
    const { addresses } = await readNamedAddresses(['Jo / Sales <jo@people.example>']);
    expect(addresses).toEqual(['jo@people.example']);
  });
});
