import type { Delivery } from './ledger.ts';

/** The columns of a delivery by the names of the contract, for `SELECT` and `RETURNING`. */
export const DELIVERY_COLUMNS = `customer_id AS "customerId", state, address_hash AS "addressHash", sha256,
  message_id AS "messageId", segment, behavior, due, attempts, channel, code, reason, receipt, at, worker`;

export type DeliveryRow = Omit<Delivery, 'channel' | 'worker'> & {
  readonly channel: Delivery['channel'] | null;
  readonly worker: string | null;
};

export function readDelivery(row: DeliveryRow): Delivery {
  return { ...row, channel: row.channel ?? undefined, worker: row.worker ?? undefined };
}
