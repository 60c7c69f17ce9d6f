import { spanOf } from '../analytics/answers.ts';
import { cohortUnit, noFilter } from '../analytics/filter.ts';
import { ask, parametersOf } from '../analytics/question.ts';
import { type Standing, standings } from '../analytics/standings.ts';
import { choosePitch } from '../pitch/choose.ts';
import type { Workshop } from '../render/workshop.ts';
import { recordsOf, type Selection } from '../store/selection.ts';
import { customerContent } from './customer-content.ts';
import { customerPdf } from './pdf/customer-pdf.ts';
import { openPress } from './pdf/press.ts';
import type { Printed } from './pdf/sheet.ts';

export interface CustomerReport extends Printed {
  readonly id: string;
}

/** The reports, in the order of ids or as the ids are given. */
export async function* customerReports(
  workshop: Workshop,
  selection: Selection,
): AsyncGenerator<CustomerReport> {
  const { store } = workshop;
  const span = await spanOf(store);
  const parameters = parametersOf(noFilter(span), span.asOf, cohortUnit(span));
  const all = new Map((await ask(store, standings, parameters)).map((each) => [each.customer_id, each]));
  const press = openPress(workshop.copy);
  for await (const record of recordsOf(store, selection)) {
    // The mail itself is not shown, so only its words are chosen.
    const pitch = choosePitch(record, workshop.model, workshop.copy, { siteUrl: '' });
    const id = record.customer.customer_id;
    const content = customerContent({ ...record, pitch }, all.get(id) as Standing, workshop);
    yield { id, ...(await customerPdf(content, press)) };
  }
}
