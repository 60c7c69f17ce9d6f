import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from './site.ts';
import { printKilobytes } from './variants.ts';

/** What a build says at its end, as label and value. */
export async function buildSummary(
  { rows, workshop }: Site,
  run: { readonly rendered: number; readonly outDir: string; readonly seconds: number },
): Promise<readonly (readonly [string, string])[]> {
  const number = new Intl.NumberFormat('en-IN');
  const { files, pages, bytes } = await measure(run.outDir);
  const { plans, proofs, failures } = workshop.renderer.report();
  const sizes = rows.map(({ htmlBytes }) => htmlBytes).sort((a, b) => a - b);
  const biggest = rows.find(({ htmlBytes }) => htmlBytes === sizes.at(-1));
  const each = rows.length === 0 ? 0 : bytes / rows.length;
  const kept = rows.length * 3 - run.rendered;
  return [
    ['customers', `${number.format(rows.length)}${segmentCounts(rows, workshop.copy.segments, number)}`],
    [
      'products',
      `${number.format(workshop.model.products.length)} of ${workshop.copy.content.catalogueFile}`,
    ],
    [
      'pages',
      `${number.format(pages)} in ${number.format(files)} files, ${printSize(bytes)}, ${printSize(each)} a customer`,
    ],
    [
      'messages',
      `${number.format(rows.length)}, typically ${printKilobytes(sizes[Math.floor(sizes.length / 2)] ?? 0)}; ${biggest ? `the biggest is ${biggest.id} with ${printKilobytes(biggest.htmlBytes)}` : 'none'}`,
    ],
    [
      'plans',
      `${number.format(plans)} compiled, ${number.format(proofs)} proofs equal to a direct render${failures.length > 0 ? `, ${failures.length} given up` : ''}`,
    ],
    ...failures.map(
      ({ template, shape, reason }) =>
        ['given up', `${template} (${shape}): ${reason}`] as readonly [string, string],
    ),
    [
      'rendered',
      `${number.format(run.rendered)} customer files, ${number.format(kept)} kept from the build before`,
    ],
    ['seconds', `${run.seconds.toFixed(1)}, peak memory ${printSize(process.resourceUsage().maxRSS * 1024)}`],
  ];
}

/** Where rules say who is in which segment, how many each of them found. */
function segmentCounts(
  rows: Site['rows'],
  { rules, names }: Site['workshop']['copy']['segments'],
  number: Intl.NumberFormat,
): string {
  const counts = rules.map(({ segment }) => {
    const own = rows.filter((row) => row.segment === segment).length;
    return `${number.format(own)} ${names[segment]}`;
  });
  return counts.length === 0 ? '' : `, by the rules of segments.yaml ${counts.join(', ')}`;
}

async function measure(folder: string): Promise<{ files: number; pages: number; bytes: number }> {
  const total = { files: 0, pages: 0, bytes: 0 };
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const inner = await measure(path);
      total.files += inner.files;
      total.pages += inner.pages;
      total.bytes += inner.bytes;
    } else {
      total.files += 1;
      if (entry.name === 'index.html' || entry.name === '404.html') total.pages += 1;
      total.bytes += (await stat(path)).size;
    }
  }
  return total;
}

function printSize(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`;
}
