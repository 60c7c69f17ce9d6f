import { afterAll, beforeAll, describe } from 'vitest';
import { makeSample, type Sample } from '../_sample.ts';
import { itReconciles } from './_reconcile.ts';

describe('the figures of a generated dataset', () => {
  let sample: Sample;
  beforeAll(async () => {
    sample = await makeSample(1000, 5);
  });
  afterAll(() => sample.dispose());

  itReconciles(() => sample.store);
});
