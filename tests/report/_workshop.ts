import { spanOf } from '../../src/analytics/answers.ts';
import { cohortUnit, noFilter } from '../../src/analytics/filter.ts';
import { ask, parametersOf } from '../../src/analytics/question.ts';
import { type Standing, standings } from '../../src/analytics/standings.ts';
import { choosePitch } from '../../src/pitch/choose.ts';
import type { Pitch } from '../../src/pitch/pitch.ts';
import { type CustomerContent, customerContent } from '../../src/report/customer-content.ts';
import type { CustomerRecord } from '../../src/store/store.ts';
import type { Sample } from '../_sample.ts';

/** Where everybody stands, by customer id. */
export async function standingsOf({ store }: Sample): Promise<ReadonlyMap<string, Standing>> {
  const span = await spanOf(store);
  const rows = await ask(store, standings, parametersOf(noFilter(span), span.asOf, cohortUnit(span)));
  return new Map(rows.map((each) => [each.customer_id, each]));
}

export function pitched(
  record: CustomerRecord,
  { model, copy }: Sample,
): CustomerRecord & { readonly pitch: Pitch } {
  return { ...record, pitch: choosePitch(record, model, copy, { siteUrl: '' }) };
}

/** The content of a report about somebody who may not be in the sample: they take the standing of `like`. */
export function contentOf(record: CustomerRecord, like: Standing, sample: Sample): CustomerContent {
  return customerContent(pitched(record, sample), like, sample);
}
