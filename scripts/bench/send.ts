import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTransport } from 'nodemailer';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import { type BenchContext, type Figure, median, seconds, timed } from './figure.ts';
import { planned, runOf, type SendTask, typicalMail } from './send-run.ts';

const MAILS = 3000;
const ROUNDS = 3;
const CONNECTIONS = 5;
/** Database of its own for the lines about PostgreSQL, which are left out without it: everything in it may be lost. */
const POSTGRES = process.env.BENCH_DATABASE_URL;

/** Whole runs (claimed, handed over, recorded) to a sink, against a bare nodemailer pool with the same messages. */
export async function benchSend(context: BenchContext): Promise<readonly Figure[]> {
  const folder = join(context.folder, 'send');
  await mkdir(folder, { recursive: true });
  const sink = await startSink();
  try {
    const bare: number[] = [];
    const ours: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await barePool(sink.port));
      const campaign = `round-${round}`;
      await freeze(folder, undefined, campaign);
      ours.push(await worker({ folder, databaseUrl: undefined, campaign, mails: MAILS, port: sink.port }));
    }
    const pool = median(bare);
    const pglite = median(ours);
    return [
      {
        what: `${MAILS.toLocaleString('en-IN')} mails by SMTP, each recorded in PGlite`,
        ours: rate(pglite),
        yardstick: 'a bare nodemailer pool, nothing recorded',
        theirs: rate(pool),
        ratio: `${(pool / pglite).toFixed(2)} × the rate`,
      },
      ...(POSTGRES === undefined ? [] : await onPostgres(folder, POSTGRES, sink.port, pglite, pool)),
      ...(await planning(context)),
    ];
  } finally {
    sink.stop();
  }
}

async function onPostgres(
  folder: string,
  url: string,
  port: number,
  pglite: number,
  pool: number,
): Promise<readonly Figure[]> {
  const one: number[] = [];
  const two: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [count, times] of [
      [1, one],
      [2, two],
    ] as const) {
      const campaign = `postgres-${Date.now()}-${count}`;
      await freeze(folder, url, campaign);
      const task = { folder, databaseUrl: url, campaign, mails: MAILS, port };
      times.push(Math.max(...(await Promise.all(Array.from({ length: count }, () => worker(task))))));
    }
  }
  return [
    {
      what: '… recorded in PostgreSQL on the same machine',
      ours: rate(median(one)),
      yardstick: 'the bare pool',
      theirs: rate(pool),
      ratio: `${(pool / median(one)).toFixed(2)} × the rate`,
    },
    {
      what: '… PostgreSQL against PGlite',
      ours: rate(median(one)),
      yardstick: 'PGlite',
      theirs: rate(pglite),
      ratio: `${(pglite / median(one)).toFixed(2)} × the rate`,
    },
    {
      what: '… two workers on PostgreSQL',
      ours: rate(median(two)),
      yardstick: 'one worker',
      theirs: rate(median(one)),
      ratio: `${(median(one) / median(two)).toFixed(2)} × the rate`,
    },
  ];
}

const PLANNED = 100_000;

/** A plan for everybody, in a process of its own. */
async function planning({ folder }: BenchContext): Promise<readonly Figure[]> {
  const data = join(folder, 'plan');
  const env = { DATA_DIR: data, CONTENT_DIR: 'content', SITE_URL: '' };
  await script(['scripts/generate.ts', '--customers', String(PLANNED)], env);
  const printed = await script(['scripts/bench/plan-everybody.ts'], env);
  const [recipients = '0', memory = '0', ours = '0', direct = '0'] = printed.trim().split(' ');
  return [
    {
      what: `a plan for ${PLANNED.toLocaleString('en-IN')} customers: ${Number(recipients).toLocaleString('en-IN')} mails chosen, rendered, digested (${memory} GB)`,
      ours: seconds(Number(ours)),
      yardstick: 'choosing and rendering alone',
      theirs: seconds(Number(direct)),
      ratio: `${(Number(ours) / Number(direct)).toFixed(1)} × the time`,
    },
  ];
}

async function freeze(folder: string, url: string | undefined, campaign: string): Promise<void> {
  const ledger = await openLedger({ DATA_DIR: folder, ...(url !== undefined && { DATABASE_URL: url }) });
  await ledger.freeze(runOf(campaign), 'bench', planned(MAILS));
  await ledger.close();
}

const worker = async (task: SendTask) =>
  Number(await script(['scripts/bench/send-worker.ts', JSON.stringify(task)], {}));

async function barePool(port: number): Promise<number> {
  const make = await typicalMail();
  const pool = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: 100,
    ignoreTLS: true,
  });
  const { ms } = await timed(async () => {
    let next = 0;
    const lane = async () => {
      while (next < MAILS) {
        const { from, to, replyTo, messageId, message, headers } = make(next++);
        await pool.sendMail({
          from,
          to,
          replyTo,
          messageId: `<${messageId}>`,
          subject: message.subject,
          html: message.html,
          text: message.text,
          headers: Object.fromEntries(headers),
        });
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS * 2 }, lane));
  });
  pool.close();
  return ms;
}

async function startSink(): Promise<{ readonly port: number; stop(): void }> {
  const child = spawn(process.execPath, ['scripts/bench/smtp-sink.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { port: Number(line), stop: () => child.stdin.end() };
  }
  throw new Error('the sink did not start');
}

/** @returns what it printed. */
function script(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.once('error', reject).once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${args[0]} ended with ${code}`));
    });
  });
}

const rate = (ms: number) => `${Math.round(MAILS / (ms / 1000)).toLocaleString('en-IN')}/s`;
