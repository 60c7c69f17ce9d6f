import { printCatalogue } from '../../data/import/catalogue-of-orders.ts';
import { type ImportInput, type ImportResult, importDataset } from '../../data/import/import-dataset.ts';
import { printMappingFile } from '../../data/import/mapping.ts';
import type { Table } from '../../data/import/sink.ts';
import { CheckMeter } from './check-progress.ts';
import type { ImportSetting } from './import-setting.ts';
import type { Checked, CheckProgress } from './protocol.ts';
import { RejectedLines } from './rejected-rows.ts';

/**
 * Imports files into memory: what `npm run import` would write, as Blobs.
 * @throws PitchwrightError as `importDataset` does.
 */
export async function checkDataset(
  inputs: readonly ImportInput[],
  { currency, shop, own }: ImportSetting,
  { signal, tell }: { readonly signal: AbortSignal; readonly tell: (progress: CheckProgress) => void },
): Promise<{ readonly checked: Checked; readonly result: ImportResult }> {
  const meter = new CheckMeter(
    inputs.reduce((sum, { inspected }) => sum + (inspected.bytes ?? 0), 0),
    tell,
  );
  const pieces = new Map<Table, string[]>();
  const lines = new RejectedLines();
  const result = await importDataset(
    inputs.map(({ inspected, proposal }) => ({
      inspected: { ...inspected, source: meter.counting(inspected.source) },
      proposal,
    })),
    {
      write(table, text) {
        const written = pieces.get(table);
        if (written) written.push(text);
        else pieces.set(table, [text]);
      },
    },
    {
      currency,
      knownProducts: tagsOf(shop),
      ...(own ? { ownProducts: tagsOf(own) } : {}),
      signal,
      onProgress: (progress) => meter.step(progress),
      onRejected: (row) => lines.add(row),
    },
  );
  const { report, catalogue, keepsCatalogue } = result;
  const mappings = inputs.map(({ proposal }) => proposal.mapping);
  const csv = (table: Table) => new Blob(pieces.get(table) ?? [], { type: 'text/csv' });
  const text = (content: string, type: string) => new Blob([content], { type });
  return {
    result,
    checked: {
      report,
      files: {
        'customers.csv': csv('customers'),
        'orders.csv': csv('orders'),
        ...Object.fromEntries(
          [...pieces.keys()].flatMap((table) =>
            table.startsWith('rejected') ? [[`${table}.csv`, csv(table)]] : [],
          ),
        ),
        'import-report.json': text(`${JSON.stringify(report, null, 2)}\n`, 'application/json'),
        'mapping.yaml': text(printMappingFile({ files: mappings }), 'application/yaml'),
        ...(catalogue ? { 'catalogue.yaml': text(printCatalogue(catalogue), 'application/yaml') } : {}),
      },
      rejected: lines.rows(report),
      catalogue: catalogue ? 'made' : keepsCatalogue ? 'own' : 'shop',
      needsMapping: inputs.some(({ proposal }) => proposal.by === 'saved'),
    },
  };
}

const tagsOf = ({ products }: ImportSetting['shop']) => new Map(products.map(({ id, tags }) => [id, tags]));
