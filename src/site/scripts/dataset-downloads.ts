import { printBytes } from '../dataset/dataset-words.ts';
import { importCommand } from '../dataset/import-command.ts';
import type { Checked, FileName } from '../dataset/protocol.ts';
import { download } from './download.ts';
import { button, element, part } from './element.ts';

const FILES: readonly (readonly [FileName, string])[] = [
  ['customers.csv', 'everybody, in the form this program keeps'],
  ['orders.csv', 'every line that was bought'],
  ['rejected.csv', 'the rows that were not taken, with line and reason: correct them and import them too'],
  ['import-report.json', 'the accounts of all of it'],
  ['mapping.yaml', 'what the columns are, for --map'],
  ['catalogue.yaml', 'the products of your orders'],
];

/** Offers the finished files, and says how they become the dataset. @param names of the files that were chosen. */
export function showDownloads(
  section: HTMLElement,
  { files, needsMapping }: Checked,
  names: readonly string[],
): void {
  part(section, 'files').replaceChildren(
    ...FILES.flatMap(([name, words]) =>
      name === 'rejected.csv'
        ? rejectedIn(files).map((each) => [each, words] as const)
        : [[name, words] as const],
    ).flatMap(([name, words]) => {
      const file = files[name];
      if (!file) return [];
      const save = button(name, () => download(name, file));
      save.prepend(arrow());
      return [
        element('li', {}, save, element('span', { class: 'hint' }, `${words} · ${printBytes(file.size)}`)),
      ];
    }),
  );
  part(section, 'command').textContent = importCommand(names, needsMapping);
  part(section, 'with-mapping').hidden = !needsMapping;
}

/** A file of rejected rows for each file that has some. */
const rejectedIn = (files: Checked['files']) =>
  (Object.keys(files) as FileName[]).filter((name) => name.startsWith('rejected'));

function arrow(): HTMLElement {
  return element('span', { 'aria-hidden': 'true' }, '↓');
}
