import type { Finding, Rule } from '../finding.ts';
import { placeOf, wordsOf } from '../page.ts';

/** One h1, and no level left out: screen readers jump from heading to heading. */
export const headings: Rule = {
  id: 'headings',
  title: 'One main heading, and the others in order',
  find({ page }) {
    const findings: Finding[] = [];
    const found = page.elements.filter(({ tag }) => /^h[1-6]$/.test(tag));
    const mains = found.filter(({ tag }) => tag === 'h1').length;
    if (mains !== 1) {
      findings.push({
        level: 'error',
        place: 'HTML: headings',
        fact: mains === 0 ? 'there is no h1' : `there are ${mains} h1`,
        fix: 'give the template exactly one h1: the headline',
      });
    }
    let before = 0;
    for (const element of found) {
      const level = Number(element.tag[1]);
      if (before > 0 && level > before + 1) {
        findings.push({
          level: 'warning',
          place: placeOf(element),
          fact: `h${level} follows h${before}`,
          fix: 'go down one level at a time: h1, h2, h3',
        });
      }
      if (wordsOf(element) === '') {
        findings.push({
          level: 'warning',
          place: placeOf(element),
          fact: 'a heading without words',
          fix: 'leave the heading out where there is nothing to say',
        });
      }
      before = level;
    }
    return findings;
  },
};
