import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { QUESTIONS } from '../../src/analytics/answers.ts';
import { FIGURES, SECTIONS } from '../../src/charts/figures.ts';

describe('the figures of the report', () => {
  it('have names, files and titles of their own', () => {
    for (const key of ['name', 'title'] as const) {
      const all = FIGURES.map((figure) => figure[key]);
      expect(new Set(all).size).toBe(all.length);
    }
    for (const { name } of FIGURES) expect(existsSync(`src/charts/${name}.ts`), name).toBe(true);
  });

  it('show every answer, the key figures aside', () => {
    const shown = new Set(FIGURES.map(({ rows }) => rows));
    const asked = [...Object.keys(QUESTIONS), 'coverage'].filter((name) => name !== 'kpis');
    expect([...shown].toSorted()).toEqual(asked.toSorted());
  });

  it('say how they are computed, in sentences', () => {
    for (const { name, method } of FIGURES) expect(method, name).toMatch(/^[A-Z].{40,}\.$/);
    for (const { lede } of SECTIONS) expect(lede).toMatch(/\.$/);
  });

  it('leave no half of the page empty', () => {
    for (const { title, figures } of SECTIONS) {
      const spans = figures.map(({ span }) => span).join(' ');
      expect(spans.replace(/half half/g, 'full'), title).toMatch(/^(full ?)*$/);
    }
  });
});
