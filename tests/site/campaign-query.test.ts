import { describe, expect, test } from 'vitest';
import { KEYS_AS_NAMES } from '../../src/copy/segment-names.ts';
import { packList, unpackList } from '../../src/site/campaign-columns.ts';
import { haystackOf, matchingRows, sortedReaders } from '../../src/site/campaign-query.ts';
import type { LeftOut, Reader } from '../../src/site/campaign-recipients.ts';
import { leftOutHtml, readerHtml } from '../../src/site/campaign-rows.ts';

const reader = (id: string, own: Partial<Reader> = {}): Reader => ({
  id,
  name: `Name ${id}`,
  segment: 'VIP',
  locale: 'en',
  address: 'as•••@e•••.com',
  subject: 'A first look',
  due: '2026-11-23T09:00:00.000Z',
  htmlBytes: 20_000,
  mailBytes: 30_000,
  sha256: 'f'.repeat(64),
  ...own,
});
const READERS = [
  reader('C1', { name: 'Zoë', mailBytes: 1000 }),
  reader('C2', { name: 'anna', segment: 'New', due: '2026-11-23T05:30:00+05:30' }),
  reader('C3', { name: 'Bảo', subject: 'Something else', mailBytes: 40_000 }),
];
const LEFT_OUT: readonly LeftOut[] = [
  { id: 'C9', name: 'Dee', segment: 'At-Risk', code: 'no_consent', reason: 'consent is not known' },
];
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).join(' ');

describe('the list of recipients', () => {
  const found = (text: string, segment = '') =>
    ids(matchingRows(READERS, haystackOf(READERS), { text, segment }));

  test('finds by name, id, subject and address, by several words in any order, in either case', () => {
    expect(found('')).toBe('C1 C2 C3');
    expect(found('ANNA')).toBe('C2');
    expect(found(' else  bảo ')).toBe('C3');
    expect(found('c1')).toBe('C1');
    expect(found('nobody')).toBe('');
    expect(found('', 'New')).toBe('C2');
    expect(found('first', 'New')).toBe('C2');
  });

  test('is sorted by name, by the moment it leaves, by size; equal ones keep their order', () => {
    expect(ids(sortedReaders(READERS, 'plan'))).toBe('C1 C2 C3');
    expect(ids(sortedReaders(READERS, 'name'))).toBe('C2 C3 C1');
    expect(ids(sortedReaders(READERS, 'due'))).toBe('C2 C1 C3');
    expect(ids(sortedReaders(READERS, 'size'))).toBe('C3 C2 C1');
  });

  test('comes through its file as it was', () => {
    const list = { readers: READERS, leftOut: LEFT_OUT };
    expect(unpackList(JSON.parse(JSON.stringify(packList(list))))).toEqual(list);
    const empty = { readers: [], leftOut: [] };
    expect(unpackList(JSON.parse(JSON.stringify(packList(empty))))).toEqual(empty);
  });
});

describe('a row', () => {
  test('escapes what people are called and what they are told', () => {
    const html = readerHtml(reader('C1', { name: '<b>"&', subject: "<i>'" }), '?c=C1', 'UTC', KEYS_AS_NAMES);
    expect(html).toContain('&#60;b&#62;&#34;&#38;');
    expect(html).not.toMatch(/<b>|<i>/);
    expect(leftOutHtml({ ...LEFT_OUT[0], name: '<b>' } as LeftOut, '/c/', KEYS_AS_NAMES)).not.toContain(
      '<b>',
    );
  });

  test('tells when the mail leaves, by the clocks of the plan', () => {
    expect(readerHtml(READERS[0] as Reader, '?c=C1', 'Asia/Kolkata', KEYS_AS_NAMES)).toContain(
      '23 Nov, 14:30</time> · 20.0 kB',
    );
  });
});
