import { readFile } from 'node:fs/promises';
import { smtpChannel } from '../../src/delivery/channels/smtp.ts';
import type { Planned, RunKey } from '../../src/delivery/ledger/ledger.ts';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import type { Mail } from '../../src/delivery/mail.ts';
import { work } from '../../src/delivery/run.ts';
import { message } from '../../src/render/message.ts';

/** What a process of the bench is told. */
export interface SendTask {
  readonly folder: string;
  readonly databaseUrl: string | undefined;
  readonly campaign: string;
  readonly mails: number;
  readonly port: number;
}

/** A typical pitch, finished. */
export async function typicalMail(): Promise<(at: number) => Mail> {
  const html = await readFile('tests/golden/G1-vip-loyal-en.html', 'utf8');
  const text = await readFile('tests/golden/G1-vip-loyal-en.txt', 'utf8');
  const made = message('A first look for you', 'Five pieces we chose for you', html, text);
  return (at) => ({
    campaign: 'bench',
    customerId: `C${String(at).padStart(7, '0')}`,
    segment: 'VIP',
    behavior: 'loyal',
    from: { name: 'Kachnar Lane', address: 'hello@kachnarlane.example' },
    to: { name: `Person ${at}`, address: `person${at}@people.example` },
    replyTo: 'care@kachnarlane.example',
    messageId: `${at}.bench@kachnarlane.example`,
    date: new Date(0),
    language: 'en',
    message: made,
    headers: [['Feedback-ID', 'bench:VIP:loyal:kachnarlane']],
    attachments: [],
  });
}

export const runOf = (campaign: string): RunKey => ({ campaign, lane: 'live' });

export function* planned(mails: number): Generator<Planned> {
  for (let at = 0; at < mails; at += 1) {
    yield {
      customerId: `C${String(at).padStart(7, '0')}`,
      addressHash: at.toString(16).padStart(64, '0'),
      sha256: 'a'.repeat(64),
      messageId: `${at}.bench@kachnarlane.example`,
      segment: 'VIP',
      behavior: 'loyal',
      due: new Date(0),
    };
  }
}

/** Joins a run that is frozen already and works until nothing is left. @returns milliseconds from the first claim. */
export async function sendAlong({ folder, databaseUrl, campaign, port }: SendTask): Promise<number> {
  const make = await typicalMail();
  const ledger = await openLedger({
    DATA_DIR: folder,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  });
  const channel = smtpChannel({ url: `smtp://127.0.0.1:${port}` });
  await channel.open();
  const run = runOf(campaign);
  const worker = `bench-${process.pid}-${Date.now()}`;
  await ledger.join(run, worker);
  const started = performance.now();
  await work({
    run,
    ledger,
    channels: [channel],
    prepare: async (deliveries) =>
      deliveries.map((delivery) => ({ delivery, mail: make(Number(delivery.customerId.slice(1))) })),
    attempts: 1,
    stop: { share: 1, after: 1 },
    worker,
    guard: { edition: 'bench' },
    drain: new AbortController().signal,
    isPatient: false,
    tell: () => {},
  });
  const ms = performance.now() - started;
  await ledger.leave(worker);
  await channel.close();
  await ledger.close();
  return ms;
}
