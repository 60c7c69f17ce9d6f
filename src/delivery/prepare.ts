import { PitchwrightError } from '../errors.ts';
import type { Message } from '../render/message.ts';
import type { Piece } from '../render/workshop.ts';
import type { CustomerRecord } from '../store/store.ts';
import type { Prepared } from './claims.ts';
import type { Delivery, Guard, Ledger, RunKey } from './ledger/ledger.ts';
import type { Attachment, Mail } from './mail.ts';
import type { Plan, Recipient } from './plan.ts';

/** Everything that turns a planned recipient into a mail. */
export interface Press {
  readonly find: (ids: readonly string[]) => Promise<readonly CustomerRecord[]>;
  /** The customer's piece, with the campaign's words and pictures. */
  readonly make: (record: CustomerRecord) => Promise<Piece & { readonly message: Message }>;
  readonly attachments: (record: CustomerRecord) => Promise<AttachedFiles>;
  readonly compose: (piece: Piece, recipient: Recipient, files: readonly Attachment[]) => Mail;
  /** When their preferred time comes, or the quiet hours end that it is for them now; undefined when now is well. */
  readonly notBefore: (record: CustomerRecord) => Date | undefined;
}

export interface AttachedFiles {
  readonly files: readonly Attachment[];
  /** Over names and bytes; '' without files. */
  readonly digest: string;
}

/**
 * Makes the mails of claimed deliveries, and refuses to if one of them is not, byte for byte, what the plan froze. Whom the
 * ledger objects to by now is skipped before any work is done for them; the ledger asks again at the hand-over.
 *
 * @throws PitchwrightError `MESSAGE_CHANGED`
 */
export function preparing(
  plan: Plan,
  press: Press,
  ledger: Pick<Ledger, 'objections'>,
  run: RunKey,
  guard: Guard,
): (deliveries: readonly Delivery[]) => Promise<readonly Prepared[]> {
  const recipients = new Map(plan.recipients.map((recipient) => [recipient.id, recipient]));
  return async (deliveries) => {
    if (deliveries.length === 0) return [];
    const ids = deliveries.map(({ customerId }) => customerId);
    const objected = new Map(
      (await ledger.objections(run, ids, guard)).map((each) => [each.customerId, each]),
    );
    const records = await press.find(ids);
    const byId = new Map(records.map((record) => [record.customer.customer_id, record]));
    const prepared: Prepared[] = [];
    for (const delivery of deliveries) {
      const { customerId } = delivery;
      const objection = objected.get(customerId);
      if (objection) {
        const { code, reason } = objection;
        prepared.push({ delivery, skip: { code, reason } });
      } else {
        const recipient = recipients.get(customerId);
        const record = byId.get(customerId);
        if (!recipient || !record)
          throw changed(plan, customerId, 'the customer is not in the dataset any more');
        const due = press.notBefore(record);
        if (due)
          prepared.push({
            delivery,
            later: { due, code: 'not_now', reason: 'not a good time where they live' },
          });
        else prepared.push({ delivery, mail: await mailTo(recipient, record) });
      }
    }
    return prepared;
  };

  async function mailTo(recipient: Recipient, record: CustomerRecord): Promise<Mail> {
    const piece = await press.make(record);
    if (piece.message.sha256 !== recipient.sha256) {
      throw changed(
        plan,
        recipient.id,
        `its digest is ${piece.message.sha256.slice(0, 12)}…, planned was ${recipient.sha256.slice(0, 12)}…`,
      );
    }
    const { files, digest } = await press.attachments(record);
    if (digest !== recipient.attachments)
      throw changed(plan, recipient.id, 'an attached file is another one now');
    return press.compose(piece, recipient, files);
  }
}

function changed({ campaign }: Plan, customerId: string, fact: string): PitchwrightError {
  return new PitchwrightError(
    'MESSAGE_CHANGED',
    `the mail to ${customerId} is not the one that ${campaign} was planned with: ${fact}`,
    { hint: `nothing more was sent; look at it, then plan again: npm run plan -- ${campaign}` },
  );
}
