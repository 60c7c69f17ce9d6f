import { PRINT } from '../../charts/palette.ts';
import type { CustomerContent } from '../customer-content.ts';
import { GAP, heading, place, QUIET, SMALL } from './look.ts';
import type { Sheet } from './sheet.ts';

const SCORES = ['recency', 'frequency', 'monetary'] as const;

/** The three scores and the group. @returns where they end. */
export function drawRfm(sheet: Sheet, { profile, segment }: CustomerContent, y: number): number {
  const { left, right } = sheet.page;
  const { rfm } = profile;
  if (!rfm) return y - GAP;
  const column = 86;
  const x = right - SCORES.length * column;
  const sentence = sheet.lines(rfm.sentence, QUIET, x - left - 24);
  const from = place(sheet, y, 26 + sentence.length * 14);
  heading(sheet, `RFM group: ${rfm.group}`, from);
  sheet.tagged('P', () => sheet.write(sentence, left, from + 19, QUIET));
  SCORES.forEach((score, at) => {
    const here = x + at * column + 10;
    sheet.artifact(() => {
      for (let step = 0; step < 5; step += 1) {
        const color = step < rfm[score] ? PRINT.segments[segment] : PRINT.line;
        sheet.doc.roundedRect(here + step * 12, from + 20, 10, 5, 2).fill(color);
      }
    });
    sheet.tagged('P', () => {
      const label = `${score[0]?.toUpperCase()}${score.slice(1)} ${rfm[score]} of 5`;
      sheet.write([label], here, from + 2, { ...SMALL, weight: 600, isTabular: true });
    });
  });
  return from + 19 + sentence.length * 13.3;
}
