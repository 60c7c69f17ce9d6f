import { appendFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshLedger } from '../_fresh-ledger.ts';
import { startAppsScript } from '../apps-script/_apps-script-server.ts';
import { SECRET, UNSUBSCRIBE_SECRET, webApp } from '../apps-script/_web-app.ts';
import { startSmtpServer } from '../delivery/_smtp-server.ts';
import { mustRun, type Ran, runCommand, type Settings } from './_commands.ts';
import { CUSTOMERS_HEADER, ORDERS_HEADER } from './_small-data.ts';
import { makeWorkFolder, type WorkFolder } from './_work-folder.ts';

const PASSWORD = 'smtp-Passw0rd-nobody-may-see';

/** Nobody's real shop, and not the sample's. */
const SHOP = 'shop.people.example';

const TEST_CAMPAIGN = `title: A note to everybody
images: inline
channels: [CHANNELS]
`;

let folder: WorkFolder;

beforeAll(async () => {
  folder = await makeWorkFolder();
});
afterAll(() => folder.remove());

/** A dataset of people under a test domain, who agreed to mail, with content of its own. */
async function world(
  name: string,
  people: number,
  channels = 'smtp',
): Promise<Settings & { readonly CONTENT_DIR: string }> {
  const root = join(folder.root, name);
  const data = join(root, 'data');
  await cp('content', join(root, 'content'), { recursive: true });
  const brand = await readFile('content/brand.yaml', 'utf8');
  await writeFile(join(root, 'content/brand.yaml'), brand.replaceAll('kachnarlane.example', SHOP));
  const catalogue = await readFile('content/catalogue.yaml', 'utf8');
  await writeFile(join(root, 'content/catalogue.yaml'), catalogue.replaceAll('  - id: ', '  - id: own-'));
  await writeFile(join(root, 'content/campaigns/note.yaml'), TEST_CAMPAIGN.replace('CHANNELS', channels));
  const ids = Array.from({ length: people }, (_, at) => `P${String(at + 1).padStart(3, '0')}`);
  const customers = ids.map(
    (id) =>
      `${id},Person ${id},${id.toLowerCase()}@people.example,VIP,cooking,Pune,2024-02-29,80,morning,quality,loyal,0.5,1299.00,en,Asia/Kolkata,subscribed`,
  );
  const orders = ids.map((id) => `o-${id},${id},2026-05-30,own-ceramic-vase,decor,1,1299.00`);
  await freshLedger(data);
  await writeFile(join(data, 'customers.csv'), `${[CUSTOMERS_HEADER, ...customers].join('\n')}\n`);
  await writeFile(join(data, 'orders.csv'), `${[ORDERS_HEADER, ...orders].join('\n')}\n`);
  return { DATA_DIR: data, CONTENT_DIR: join(root, 'content'), UNSUBSCRIBE_SECRET };
}

const all = ({ stdout, stderr }: Ran) => stdout + stderr;

/** The closing summary of `--json`. */
function summaryOf(ran: Ran) {
  const last = ran.stdout.trim().split('\n').at(-1) ?? '';
  if (!last.startsWith('{"kind":"summary"')) throw new Error(all(ran));
  return JSON.parse(last);
}

describe('a fresh clone', { timeout: 120_000 }, () => {
  let settings: Settings & { readonly CONTENT_DIR: string };

  beforeAll(async () => {
    const root = join(folder.root, 'fresh');
    await cp('content', join(root, 'content'), { recursive: true });
    settings = { DATA_DIR: join(root, 'data'), CONTENT_DIR: join(root, 'content') };
    await mustRun('generate', ['--customers', '120'], settings);
  });

  test('plans a campaign with a sum that adds up', async () => {
    const printed = await mustRun('plan', ['vip-early-access'], settings);
    const audience = Number(/audience +(\d+)/.exec(printed)?.[1]);
    const left = [...printed.matchAll(/− (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    const toSend = Number(/to send += (\d+)/.exec(printed)?.[1]);
    expect(audience).toBeGreaterThan(5);
    expect(audience - left).toBe(toSend);
  });

  test('writes a valid .eml for each, and says so with numbers that add up', async () => {
    const ran = await runCommand('send', ['vip-early-access', '--json'], settings);
    expect(all(ran)).toContain('"kind":"summary"');
    const summary = summaryOf(ran);
    const { counts, total } = summary;
    expect(Object.values<number>(counts).reduce((sum, count) => sum + count, 0)).toBe(total);
    expect(counts.sent).toBeGreaterThan(0);
    const box = join(settings.DATA_DIR, 'outbox/vip-early-access');
    const files = (await readdir(box)).sort();
    expect(files).toHaveLength(counts.sent);
    const plan = JSON.parse(await readFile(join(settings.DATA_DIR, 'plans/vip-early-access.json'), 'utf8'));
    for (const { id, subject } of plan.recipients) {
      const mail = await simpleParser(await readFile(join(box, `${id}.eml`)));
      expect(mail.subject).toBe(subject);
      expect(mail.messageId).toMatch(/^<[0-9a-f]+@kachnarlane\.example>$/);
      expect(mail.headers.get('list')).toBeDefined();
    }
  });

  test('sends nothing a second time', async () => {
    const ran = await runCommand('send', ['vip-early-access', '--json'], settings);
    const summary = summaryOf(ran);
    expect(summary).toMatchObject({ state: 'finished', sentNow: 0 });
    expect(ran.code).toBe(0);
  });

  test('refuses made-up people on a real channel, in a sentence, and lets the sender see one', async () => {
    const refused = await runCommand('send', ['vip-early-access', '--live'], settings);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('its people are made up, and nothing is mailed to them for real');
    const seen = await runCommand('send', ['vip-early-access', '--to', 'me@house.example'], settings);
    expect(all(seen)).toMatch(/the mail of \S+ is in .*\.eml/);
  });

  test('refuses to send once the copy has changed, and says what did', async () => {
    await appendFile(join(settings.CONTENT_DIR, 'locales/en/subjects.yaml'), '\n# a word\n');
    const ran = await runCommand('send', ['vip-early-access'], settings);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('content/locales/en/subjects.yaml');
    expect(ran.stderr).toContain('npm run plan -- vip-early-access');
  });

  test('explains every recipient', async () => {
    const overview = await mustRun('status', [], settings);
    expect(overview).toMatch(/vip-early-access +outbox +\d+ = \d+ written/);
    const lines = (await mustRun('status', ['vip-early-access', '--state', 'sent'], settings))
      .trim()
      .split('\n');
    const [id = ''] = (lines[0] ?? '').split(' ');
    expect(await mustRun('status', ['vip-early-access', '--customer', id], settings)).toContain('written ');
  });

  test('names the campaigns there are when one is misspelled', async () => {
    const ran = await runCommand('plan', ['vip-early-acces'], settings);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('did you mean vip-early-access?');
  });
});

describe('a live send by SMTP', { timeout: 240_000 }, () => {
  test('reaches everybody once; who is refused for good is never tried again; no secret is said anywhere', async () => {
    const server = await startSmtpServer({
      tls: 'none',
      login: { user: 'mailer', password: PASSWORD },
      fate: ({ phase, to, n }) => {
        if (phase === 'rcpt' && to === 'p007@people.example') return '550 5.1.1 no such user';
        if (phase === 'dot' && n === 3) return '452 4.2.2 mailbox full';
        return undefined;
      },
    });
    try {
      const settings = { ...(await world('smtp', 40)), SMTP_URL: server.url };
      const planned = await runCommand('plan', ['note'], settings);
      expect(planned.code).toBe(0);
      const first = await runCommand('send', ['note', '--live', '--due', '--json'], settings);
      const summary = summaryOf(first);
      expect(summary.counts).toMatchObject({ sent: 38, rejected: 1, queued: 1, unknown: 0 });
      expect(new Set(server.accepted.map(({ messageId }) => messageId)).size).toBe(38);
      expect(server.accepted).toHaveLength(38);

      const status = await runCommand('status', ['note', '--customer', 'P007'], settings);
      expect(status.stdout).toContain('5.1.1');
      // Its address is on the suppression list now, whatever a new plan asks for.
      const again = await mustRun('plan', ['note'], settings);
      expect(again).toContain('on the suppression list');

      await rm(join(settings.DATA_DIR, 'ledger'), { recursive: true });
      const amnesia = await runCommand('send', ['note', '--live'], settings);
      expect(amnesia.code).toBe(1);
      expect(amnesia.stderr).toContain('what was mailed, and who unsubscribed, is in the ledger in');
      expect(server.accepted).toHaveLength(38);

      const files = ['plans/note.json', 'runs/note.live.json'];
      const written = await Promise.all(files.map((file) => readFile(join(settings.DATA_DIR, file), 'utf8')));
      for (const text of [all(planned), all(first), all(status), ...written]) {
        expect(text).not.toContain(PASSWORD);
        expect(text).not.toContain(UNSUBSCRIBE_SECRET);
        expect(text).not.toContain('@people.example');
      }
    } finally {
      await server.close();
    }
  });

  test('tries again whom it is asked for, and who has another address now', async () => {
    let isStrict = true;
    const server = await startSmtpServer({
      tls: 'none',
      fate: ({ phase, to }) => {
        if (phase !== 'rcpt' || !isStrict) return undefined;
        if (to === 'p001@people.example') return '550 5.1.1 no such user';
        return ['p002@people.example', 'p003@people.example'].includes(to) ? '552 5.3.4 too big' : undefined;
      },
    });
    try {
      const settings = { ...(await world('again', 30)), SMTP_URL: server.url };
      const send = async (...options: readonly string[]) =>
        summaryOf(await runCommand('send', ['note', '--live', '--due', '--json', ...options], settings))
          .counts;
      await mustRun('plan', ['note'], settings);
      expect(await send()).toMatchObject({ sent: 27, rejected: 3 });
      isStrict = false;
      expect(await send('--retry-failed', '--customer', 'P002')).toMatchObject({ sent: 28, rejected: 2 });
      // Nobody lives at the first one's address: it is suppressed, and stays so.
      expect(await send('--retry-failed')).toMatchObject({ sent: 29, rejected: 1 });
      const file = join(settings.DATA_DIR, 'customers.csv');
      const customers = await readFile(file, 'utf8');
      await writeFile(file, customers.replace('p001@people.example', 'person.one@people.example'));
      await mustRun('plan', ['note'], settings);
      expect(await send()).toMatchObject({ sent: 30, rejected: 0 });
      const reached = server.accepted.map(({ to }) => to);
      expect(new Set(reached).size).toBe(30);
      expect(reached).toHaveLength(30);
    } finally {
      await server.close();
    }
  });

  test('is refused without pictures, without a signed way out, without a server', async () => {
    const settings = await world('refused', 3);
    const { UNSUBSCRIBE_SECRET: _, ...unsigned } = settings;
    await mustRun('plan', ['note'], unsigned);
    const secret = await runCommand('send', ['note', '--live'], unsigned);
    expect(secret.stderr).toContain('UNSUBSCRIBE_SECRET is not set');
    await mustRun('plan', ['note'], settings);
    const server = await runCommand('send', ['note', '--live'], settings);
    expect(server.stderr).toContain('the channel smtp needs SMTP_URL');
    await writeFile(join(settings.CONTENT_DIR, 'campaigns/note.yaml'), 'title: A note\nchannels: [smtp]\n');
    await mustRun('plan', ['note'], settings);
    const pictures = await runCommand('send', ['note', '--live'], settings);
    expect(pictures.stderr).toContain('people would see holes');
    await writeFile(
      join(settings.CONTENT_DIR, 'campaigns/note.yaml'),
      TEST_CAMPAIGN.replace('CHANNELS', 'smtp'),
    );
    await cp('content/brand.yaml', join(settings.CONTENT_DIR, 'brand.yaml'));
    const warned = await mustRun('plan', ['note'], settings);
    expect(warned).toContain(
      "content/brand.yaml still has the sample's sender.email, reply_to, links.home …",
    );
    const brand = await runCommand('send', ['note', '--live'], {
      ...settings,
      SMTP_URL: 'smtp://127.0.0.1:1',
    });
    expect(brand.stderr).toContain('would go out as the made-up shop of the sample');
    await writeFile(
      join(settings.CONTENT_DIR, 'brand.yaml'),
      (await readFile('content/brand.yaml', 'utf8')).replaceAll('kachnarlane.example', SHOP),
    );
    await cp('content/catalogue.yaml', join(settings.CONTENT_DIR, 'catalogue.yaml'));
    expect(await mustRun('plan', ['note'], settings)).toContain('pitch the products of the made-up shop');
    const products = await runCommand('send', ['note', '--live'], {
      ...settings,
      SMTP_URL: 'smtp://127.0.0.1:1',
    });
    expect(products.stderr).toContain('these mails pitch the products of the made-up shop');
    for (const { code } of [secret, server, pictures, brand, products]) expect(code).toBe(1);
  });
});

describe('a live send through the web app', { timeout: 240_000 }, () => {
  test('sends what the quota allows, says why the rest waits, and finishes the next day', async () => {
    const { emulator } = await webApp({ perDay: 100, start: new Date(), owner: `hello@${SHOP}` });
    const script = await startAppsScript(emulator);
    try {
      const settings = {
        ...(await world('script', 130, 'apps-script')),
        APPS_SCRIPT_URL: script.url,
        APPS_SCRIPT_SECRET: SECRET,
      };
      await mustRun('plan', ['note'], settings);
      const today = await runCommand('send', ['note', '--live', '--json'], settings);
      const first = summaryOf(today);
      expect(first.counts).toMatchObject({ sent: 100, queued: 30 });
      expect(first.state).toBe('waiting');
      expect(first.because).toMatch(/used up/);
      expect(today.code).toBe(0);

      const still = await runCommand('send', ['note', '--live', '--json'], settings);
      expect(summaryOf(still)).toMatchObject({
        sentNow: 0,
        state: 'waiting',
      });

      // A day passes, for the quota only: a clock that is off would be refused.
      emulator.kept.recipients = emulator.kept.recipients.map((at) => at - 25 * 3_600_000);
      const tomorrow = await runCommand('send', ['note', '--live', '--json'], settings);
      expect(summaryOf(tomorrow)).toMatchObject({
        state: 'finished',
        sentNow: 30,
      });
      expect(new Set(emulator.sent.map(({ to }) => to)).size).toBe(130);
      expect(emulator.sent).toHaveLength(130);
      for (const ran of [today, still, tomorrow]) expect(all(ran)).not.toContain(SECRET);
    } finally {
      await script.close();
    }
  });
});
