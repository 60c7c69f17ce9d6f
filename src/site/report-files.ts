import { printCsv } from '../charts/csv.ts';
import type { Figure } from '../charts/figure.ts';
import { FIGURES } from '../charts/figures.ts';
import { PRINT } from '../charts/palette.ts';
import { paper, printPng } from '../charts/paper.ts';
import { printSheet } from '../charts/print-svg.ts';
import { sha256, sha256Of } from '../digest.ts';
import { FILE_WIDTH } from './drawings.ts';
import { type Report, reportOf } from './report.ts';
import type { Site } from './site.ts';
import { surroundingsOf } from './surroundings.ts';

export const CUBE_FILE = 'cube.bin';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
} as const;

/** The files beside the report's page, and what each depends on. Figures without rows have their CSV only. */
export async function reportFiles(
  site: Site,
): Promise<readonly { readonly file: string; readonly key: string }[]> {
  const report = await reportOf(site);
  return [
    { file: CUBE_FILE, key: sha256(Buffer.from(report.cube).toString('latin1')) },
    ...FIGURES.flatMap((figure) =>
      (Object.keys(TYPES) as (keyof typeof TYPES)[]).map((kind) => ({
        file: `${figure.name}.${kind}`,
        key: sha256Of([figure.name, kind, report.key, site.workshop.copy.brand.name]),
      })),
    ),
  ];
}

/** One of them. */
export async function figureFile(
  site: Site,
  file: string,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer> | string; readonly type: string }> {
  const report = await reportOf(site);
  if (file === CUBE_FILE) return { bytes: new Uint8Array(report.cube), type: 'application/octet-stream' };
  const [name = '', kind = ''] = file.split('.');
  const figure = FIGURES.find((each) => each.name === name) as Figure;
  return {
    bytes: print(figure, kind as keyof typeof TYPES, report, site.workshop.copy.brand.name),
    type: TYPES[kind as keyof typeof TYPES],
  };
}

function print(figure: Figure, kind: keyof typeof TYPES, { answers, scope }: Report, brand: string) {
  const rows = answers[figure.rows];
  if (kind === 'csv') return printCsv(figure.table(rows, scope));
  const width = FILE_WIDTH[figure.span];
  const pen = { document: paper(), width, palette: PRINT, scope };
  const svg = figure.isEmpty(rows)
    ? '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="40"><title>Nothing to show yet</title></svg>'
    : printSheet(
        figure.draw(rows, pen),
        surroundingsOf(figure, figure.finding(rows, scope), scope, brand),
        PRINT,
      );
  return kind === 'svg' ? svg : new Uint8Array(printPng(svg, PRINT.ground));
}
