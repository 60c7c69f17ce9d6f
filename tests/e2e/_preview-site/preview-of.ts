import Papa from 'papaparse';
import { customerSchema } from '../../../src/data/customer.ts';
import { type Order, orderSchema } from '../../../src/data/order.ts';
import { createTally } from '../../../src/pitch/tally.ts';
import { openPitchPreview } from '../../../src/site/scripts/pitch-preview.ts';

export interface PreviewRequest {
  /** Addresses: of the kit, and of a dataset's files. */
  readonly kit: string;
  readonly customers: string;
  readonly orders: string;
  readonly asOf: string;
  readonly ids: readonly string[];
}

export interface PreviewReply {
  readonly id: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly sha256: string;
}

declare global {
  /** Reads a dataset in the page, counts all of it, and makes the mails of some customers. */
  var previewOf: (request: PreviewRequest) => Promise<readonly PreviewReply[]>;
  var openPreview: typeof openPitchPreview;
}

globalThis.openPreview = openPitchPreview;

globalThis.previewOf = async (request) => {
  const preview = openPitchPreview(request.kit);
  try {
    const { content } = await (await fetch(request.kit)).json();
    const tally = createTally(content.catalogue.products.map(({ id }: { id: string }) => id));
    const customers = new Map(
      (await rowsAt(request.customers)).map((row) => {
        const customer = customerSchema.parse(row);
        tally.addCustomer(customer);
        return [customer.customer_id, customer] as const;
      }),
    );
    const orders = new Map<string, Order[]>();
    for (const row of await rowsAt(request.orders)) {
      const order = orderSchema.parse(row);
      tally.addOrder(order);
      orders.set(order.customer_id, [order, ...(orders.get(order.customer_id) ?? [])]);
    }
    const records = request.ids.map((id) => {
      const customer = customers.get(id);
      if (!customer) throw new Error(`${id} is nobody`);
      return { customer, orders: orders.get(id) ?? [] };
    });
    const pieces = await preview.preview(records, tally.counts(request.asOf));
    return pieces.map(({ customer, message: { subject, html, text, sha256 } }) => ({
      id: customer.customer_id,
      subject,
      html,
      text,
      sha256,
    }));
  } finally {
    preview.close();
  }
};

async function rowsAt(address: string): Promise<readonly object[]> {
  const text = await (await fetch(address)).text();
  return Papa.parse<object>(text, { header: true, skipEmptyLines: true }).data;
}
