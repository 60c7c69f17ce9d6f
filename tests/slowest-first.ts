import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, the longest first: one that is begun last keeps everybody waiting at the end. */
const SLOWEST = [
  'tests/e2e/send.test.ts',
  'tests/delivery/kill.test.ts',
  'tests/e2e/incremental.test.ts',
  'tests/e2e/studio.test.ts',
  'tests/e2e/campaigns.test.ts',
  'tests/media/command.test.ts',
  'tests/e2e/axe.test.ts',
  'tests/e2e/preview.test.ts',
  'tests/e2e/list.test.ts',
  'tests/e2e/dataset.test.ts',
  'tests/report/command.test.ts',
  'tests/media/slideshow/slideshow.test.ts',
  'tests/house/types.test.ts',
  'tests/render/renderer.test.ts',
  'tests/data/import/command.test.ts',
];

/** The order of files: what is known to be slow first, the rest as Vitest has it. */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = SLOWEST.findIndex((path) => moduleId.replaceAll('\\', '/').endsWith(path));
      return place === -1 ? SLOWEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
