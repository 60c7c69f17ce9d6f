import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { QUESTIONS } from '../../src/analytics/answers.ts';
import { people } from '../../src/analytics/engagement-value.ts';
import type { Filter } from '../../src/analytics/filter.ts';
import { ask, count, parametersOf, prepare, readSql } from '../../src/analytics/question.ts';
import { standings } from '../../src/analytics/standings.ts';
import type { PitchwrightError } from '../../src/errors.ts';
import type { SqlValue, Store } from '../../src/store/store.ts';

const TWO_MONTHS: Filter = {
  segment: '*',
  behavior: '*',
  city: '*',
  period: { from: '2026-01', to: '2026-02' },
};

/** A store that gives the same rows to everything, and remembers what it was asked. */
function storeOf(rows: readonly unknown[]) {
  const asked: { sql: string; values: readonly SqlValue[] }[] = [];
  const query = async (sql: string, values: readonly SqlValue[] = []) => {
    asked.push({ sql, values });
    return rows;
  };
  return { asked, store: { query } as unknown as Store };
}

describe('the text of a question', () => {
  it('numbers its parameters in the order of their first use', () => {
    expect(prepare('SELECT $until, $from, $until_then, $until')).toEqual({
      sql: 'SELECT $1, $2, $3, $1',
      names: ['until', 'from', 'until_then'],
    });
    expect(prepare('SELECT 1')).toEqual({ sql: 'SELECT 1', names: [] });
  });

  it('leaves out comments, and the parameters in them', () => {
    expect(prepare('-- of $city\nSELECT $from -- not $until\nFROM orders')).toEqual({
      sql: '\nSELECT $1 \nFROM orders',
      names: ['from'],
    });
  });

  it('takes in other texts, and what these take in', () => {
    const text = readSql('lifetime-value');
    expect(text).not.toContain('{{');
    expect(text).toContain(readSql('banded'));
    expect(readSql('banded')).toContain(readFileSync('src/analytics/chosen.sql', 'utf8'));
  });
});

describe('every question', () => {
  const files = readdirSync('src/analytics').filter((file) => file.endsWith('.sql'));
  const questions = [...Object.values(QUESTIONS), people, standings];
  const known = [...Object.keys(parametersOf(TWO_MONTHS, '2026-06-30', 'month')), 'most'];

  it('has a text, and every text is one or is taken in by one', () => {
    const used = new Set<string>();
    const use = (name: string) => {
      used.add(`${name}.sql`);
      const text = readFileSync(`src/analytics/${name}.sql`, 'utf8');
      for (const [, part] of text.matchAll(/\{\{ ([a-z/-]+) \}\}/g)) use(part as string);
    };
    for (const { name } of questions) use(name);
    // Asked when a dataset is loaded, and not by a figure.
    use('segment-facts');
    expect(new Set(files)).toEqual(used);
  });

  it.each(files)('%s begins with what matters, and is SQL of both engines', (file) => {
    const name = file.replace('.sql', '');
    expect(readFileSync(`src/analytics/${file}`, 'utf8')).toMatch(/^-- [^\n]+\.\n(?!--)/);
    const { sql, names } = prepare(readSql(name));
    expect(sql).not.toMatch(/::|\bQUALIFY\b|\bGROUP BY ALL\b|\bUSING SAMPLE\b|\bstrftime\b|\bto_char\b/i);
    expect(known).toEqual(expect.arrayContaining([...names]));
  });
});

describe('asking', () => {
  const row = z.object({ step: z.string(), customers: count });

  it('hands over the values that the text names, in its order', async () => {
    const { store, asked } = storeOf([]);
    const parameters = parametersOf({ ...TWO_MONTHS, segment: 'VIP', city: 'Pune' }, '2026-04-15', 'month');
    expect(await ask(store, QUESTIONS.journey, parameters)).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.values).toEqual(['VIP', '*', 'Pune', '2026-04-15']);
  });

  it('knows the days of the period and of the one before', () => {
    expect(parametersOf(TWO_MONTHS, '2026-04-15', 'quarter')).toEqual({
      segment: '*',
      behavior: '*',
      city: '*',
      as_of: '2026-04-15',
      from: '2026-01-01',
      until: '2026-02-28',
      before_from: '2025-11-01',
      before_until: '2025-12-31',
      unit: 'quarter',
    });
  });

  it.each([
    [{ step: 'all', customers: 2.5 }, 'customers'],
    [{ step: 'all', customers: -1 }, 'customers'],
    [{ step: 'all', customers: 2n }, 'customers'],
    [{ customers: 2 }, 'step'],
  ])('refuses a row that is not what was promised: %o', async (bad, column) => {
    const { store } = storeOf([{ step: 'all', customers: 3 }, bad]);
    const parameters = parametersOf(TWO_MONTHS, '2026-04-15', 'month');
    const error = await ask(store, { name: 'journey', row }, parameters).then(
      () => undefined,
      (reason: PitchwrightError) => reason,
    );
    expect(error).toMatchObject({ name: 'PitchwrightError', code: 'ANSWER_INVALID' });
    expect(error?.message).toContain(`src/analytics/journey.sql, row 2, ${column}: `);
  });
});
