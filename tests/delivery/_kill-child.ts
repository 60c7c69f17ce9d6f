import { join } from 'node:path';
import { appsScriptChannel } from '../../src/delivery/channels/apps-script.ts';
import type { Channel } from '../../src/delivery/channels/channel.ts';
import { outboxChannel } from '../../src/delivery/channels/outbox.ts';
import { smtpChannel } from '../../src/delivery/channels/smtp.ts';
import type { Planned } from '../../src/delivery/ledger/ledger.ts';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import type { Mail } from '../../src/delivery/mail.ts';
import { messageIdOf } from '../../src/delivery/message-id.ts';
import { recover } from '../../src/delivery/recover.ts';
import { work } from '../../src/delivery/run.ts';
import { message } from '../../src/render/message.ts';

/** What a test tells the process that it is going to kill. */
export interface KillTask {
  readonly folder: string;
  readonly databaseUrl?: string;
  readonly campaign: string;
  readonly recipients: number;
  readonly perSecond?: number;
  readonly channel:
    | { readonly kind: 'outbox' }
    | { readonly kind: 'smtp'; readonly url: string }
    | { readonly kind: 'apps-script'; readonly url: string; readonly secret: string };
}

const task = JSON.parse(process.argv[2] ?? '') as KillTask;
const run = { campaign: task.campaign, lane: 'live' } as const;
const worker = `${process.pid}-${Date.now()}`;
const sender = 'hello@shop.example';

function* planned(): Generator<Planned> {
  for (let at = 1; at <= task.recipients; at += 1) {
    const customerId = `C${String(at).padStart(4, '0')}`;
    yield {
      customerId,
      addressHash: String(at).padStart(64, '0'),
      sha256: 'a'.repeat(64),
      messageId: messageIdOf(task.campaign, customerId, sender),
      segment: 'VIP',
      behavior: 'loyal',
      due: new Date(0),
    };
  }
}

const mailTo = (customerId: string, messageId: string): Mail => ({
  campaign: task.campaign,
  customerId,
  segment: 'VIP',
  behavior: 'loyal',
  from: { name: 'Shop', address: sender },
  to: { name: customerId, address: `${customerId.toLowerCase()}@people.example` },
  replyTo: sender,
  messageId,
  date: new Date(),
  language: 'en',
  message: message('Hello', 'A word', `<p>Hello ${customerId}</p>`, `Hello ${customerId}`),
  headers: [],
  attachments: [],
});

function openChannel(): Channel {
  const { channel } = task;
  if (channel.kind === 'outbox') return outboxChannel({ folder: join(task.folder, 'outbox') });
  if (channel.kind === 'smtp') return smtpChannel({ url: channel.url });
  return appsScriptChannel({ url: channel.url, secret: channel.secret });
}

const ledger = await openLedger({
  DATA_DIR: task.folder,
  ...(task.databaseUrl !== undefined && { DATABASE_URL: task.databaseUrl }),
});
if ((await ledger.planOf(run)) === undefined) await ledger.freeze(run, 'plan', planned());
const channel = openChannel();
await channel.open();
await ledger.join(run, worker);
await recover(ledger, run, [channel], new Date());
// The test starts its clock here.
console.log('ready');
const end = await work({
  run,
  ledger,
  channels: [channel],
  prepare: async (deliveries) =>
    deliveries.map((delivery) => ({ delivery, mail: mailTo(delivery.customerId, delivery.messageId) })),
  attempts: 4,
  stop: { share: 1, after: 1000 },
  worker,
  guard: { edition: 'plan' },
  drain: new AbortController().signal,
  perSecond: task.perSecond,
  isPatient: true,
  tell: () => {},
});
await ledger.leave(worker);
await channel.close();
await ledger.close();
console.log(end.because === '' ? end.state : `${end.state}: ${end.because}`);
