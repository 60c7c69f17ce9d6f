import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ledger, Planned } from '../../src/delivery/ledger/ledger.ts';
import { openLedger } from '../../src/delivery/ledger/open-ledger.ts';
import { allow, byHand, countSuppressions } from '../../src/delivery/sync/by-hand.ts';
import { cursorOf } from '../../src/delivery/sync/cursor.ts';
import type { FoundMail } from '../../src/delivery/sync/mailbox.ts';
import { syncMail } from '../../src/delivery/sync/sync-mail.ts';
import { type Pull, shortKey, syncWebApp } from '../../src/delivery/sync/sync-web-app.ts';
import { senderWarning, syncLines } from '../../src/delivery/sync/sync-words.ts';
import type { WireEvent } from '../../src/delivery/wire.ts';
import { addressKeyOf, hashAddress, unsubscribeToken } from '../../src/pitch/unsubscribe-token.ts';
import { freshLedger } from '../_fresh-ledger.ts';
import { sendOf, UNSUBSCRIBE_SECRET, webApp } from '../apps-script/_web-app.ts';
import { post } from './_post.ts';

const SECRET = 'a secret that is long enough for a test';
const NOW = new Date('2026-11-30T12:00:00Z');
const RUN = { campaign: 'win-back', lane: 'live' } as const;
const idOf = (customer: string) => `${customer.toLowerCase()}.pitchwright@shop.example`;
const addressOf = (customer: string) => `${customer.toLowerCase()}@example.com`;
const aboutOf = (customer: string) => ({
  address: addressOf(customer),
  messageId: idOf(customer),
  token: unsubscribeToken(customer, addressOf(customer), SECRET),
});
const planned = (customerId: string): Planned => ({
  customerId,
  addressHash: hashAddress(addressOf(customerId)),
  sha256: 'f'.repeat(64),
  messageId: idOf(customerId),
  segment: 'VIP',
  behavior: 'Loyal',
  due: new Date(0),
});

let folder = '';
let ledger: Ledger;
/** Every test has customers of its own, so that one ledger serves them all. */
let next = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchwright-sync-'));
  await freshLedger(folder);
  ledger = await openLedger({ DATA_DIR: folder, DATABASE_URL: undefined });
  const customers = Array.from({ length: 60 }, (_, n) => planned(`C${n + 1}`));
  await ledger.freeze(RUN, 'plan', customers);
  await ledger.join(RUN, 'worker');
  await ledger.claim(RUN, 'worker', 100);
  const sent = customers.slice(0, 50).map(({ customerId }) => customerId);
  await ledger.commit(RUN, 'worker', [...sent, 'C51', 'C52', 'C53'], 'apps-script', { edition: 'plan' });
  await ledger.settle(
    RUN,
    [
      ...sent.map((customerId) => ({
        customerId,
        channel: 'smtp' as const,
        state: 'sent' as const,
        receipt: '250',
        reason: '',
      })),
      ...['C51', 'C52', 'C53'].map((customerId) => ({
        customerId,
        channel: 'apps-script' as const,
        state: 'unknown' as const,
        code: 'lost',
        reason: 'no answer',
      })),
    ],
    'worker',
  );
  await ledger.release(RUN, 'worker');
}, 60_000);
afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});
let customer = '';
beforeEach(() => {
  next += 1;
  customer = `C${next}`;
});

const sync = (mails: readonly FoundMail[], parts: { secret?: string; hash?: string } = {}) =>
  syncMail(mails, {
    ledger,
    secret: 'secret' in parts ? parts.secret : SECRET,
    mailbox: 'unsubscribe@shop.example',
    hashOf: async () => parts.hash,
    now: NOW,
  });
const suppressionOf = async (customerId: string) => {
  const hash = hashAddress(addressOf(customerId));
  return (await ledger.isSuppressed([hash])).get(hash);
};
const heardOf = async (customerId: string) =>
  (await ledger.feedback(RUN.campaign)).filter((event) => event.customerId === customerId);

describe('what comes back by mail', () => {
  test.for([
    ['postfix', 'hard', 'bounced', 'bounced', '5.1.1'],
    ['exchange', 'hard', 'bounced', 'bounced', '5.1.10'],
    ['forwarded', 'hard', 'bounced', 'bounced', '5.1.1'],
    ['gmail', 'sender', undefined, 'bounced', '5.7.26'],
    ['exim', 'soft', undefined, 'deferred', '5.2.2'],
    ['delayed', 'soft', undefined, 'deferred', '4.4.1'],
    ['several', 'failed', undefined, 'bounced', '5.4.4'],
    ['delivered', 'delivered', undefined, undefined, ''],
    ['complaint', 'complained', 'complained', 'complained', ''],
    ['reply', 'replied', undefined, 'replied', ''],
    ['unsubscribe', 'unsubscribed', 'unsubscribed', 'unsubscribed', ''],
    ['out-of-office', 'automatic', undefined, undefined, ''],
    ['vacation', 'automatic', undefined, undefined, ''],
    ['newsletter', 'other', undefined, undefined, ''],
    ['qmail', 'unreadable', undefined, undefined, ''],
    ['request', 'request', undefined, undefined, ''],
  ] as const)('%s: %s; suppressed as %s, heard as %s', async ([name, finding, suppressed, heard, code]) => {
    const mail = await post(name, aboutOf(customer));
    const report = await sync([mail]);
    expect(report).toMatchObject({ read: 1, suppressed: suppressed ? 1 : 0, heard: heard ? 1 : 0 });
    expect(report.counts[finding]).toBe(1);
    expect((await suppressionOf(customer))?.reason).toBe(suppressed);
    expect((await heardOf(customer)).map((event) => [event.kind, event.code])).toEqual(
      heard ? [[heard, code]] : [],
    );
  });

  test('told twice, in one mailbox or on another day, is recorded once', async () => {
    const names = ['postfix', 'complaint', 'reply', 'unsubscribe', 'delayed'];
    const mails = await Promise.all(names.map((name) => post(name, aboutOf(customer))));
    const first = await sync([...mails, ...mails]);
    expect(first).toMatchObject({ read: 10, suppressed: 1, heard: 5 });
    const before = await heardOf(customer);
    const again = await syncMail(mails, {
      ledger,
      secret: SECRET,
      mailbox: undefined,
      hashOf: async () => undefined,
      now: new Date('2027-01-01T00:00:00Z'),
    });
    expect(again).toMatchObject({ read: 5, suppressed: 0, heard: 0 });
    expect(await heardOf(customer)).toEqual(before);
  });

  test('has the time of its own header, never one that is still to come', async () => {
    const mail = await post('postfix', aboutOf(customer));
    const text = 'bytes' in mail ? Buffer.from(mail.bytes).toString() : '';
    const late = text.replace(/^Date: .*$/m, 'Date: Fri, 31 Dec 9999 23:59:59 +0000');
    await sync([mail, { place: 'late.eml', bytes: Buffer.from(late) }]);
    const sentAt = (await ledger.find(RUN, customer))?.at;
    expect((await heardOf(customer)).map(({ at }) => at)).toEqual(
      [new Date('2026-11-23T10:00:00Z'), sentAt].sort((a, b) => Number(a) - Number(b)),
    );
  });

  test('leaves no address in the ledger', async () => {
    await sync([await post('postfix', aboutOf(customer)), await post('exchange', aboutOf(customer))]);
    const [heard] = await heardOf(customer);
    const kept = JSON.stringify([await heardOf(customer), await suppressionOf(customer)]);
    expect(kept).not.toContain('@');
    expect(heard?.detail).toContain('User unknown');
  });

  test('counts add up', async () => {
    const names = ['postfix', 'gmail', 'qmail', 'reply', 'newsletter', 'request'];
    const mails = await Promise.all(names.map((name) => post(name, aboutOf(customer))));
    const { read, counts } = await sync([...mails, { place: 'big.mbox, mail 3', problem: 'is too big' }]);
    expect(read).toBe(7);
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(7);
  });
});

describe('a bounce that somebody made up', () => {
  const isForeign = async (mail: FoundMail, fact: string) => {
    const report = await sync([mail]);
    expect(report).toMatchObject({ suppressed: 0, heard: 0, notes: [{ finding: 'foreign', fact }] });
    expect(await suppressionOf(customer)).toBeUndefined();
  };

  test.for(['postfix', 'complaint'])('about a mail that was never sent, right address: %s', async (name) => {
    const about = { address: addressOf(customer), messageId: 'invented@shop.example' };
    await isForeign(await post(name, about), 'names no mail that was sent');
  });

  test.for(['postfix', 'complaint'])('about one that was sent, but to somebody else: %s', async (name) => {
    const about = { address: 'victim@example.com', messageId: idOf(customer) };
    await isForeign(await post(name, about), 'is about another address than the mail went to');
    const hash = hashAddress('victim@example.com');
    expect((await ledger.isSuppressed([hash])).size).toBe(0);
  });

  test.for(['C54', 'C60'])('about one that is planned and was not sent: %s', async (waiting) => {
    await isForeign(await post('postfix', aboutOf(waiting)), 'names no mail that was sent');
  });

  test('with a token that is not signed, or of somebody else', async () => {
    for (const token of [
      unsubscribeToken(customer, addressOf(customer), 'another secret'),
      unsubscribeToken('C50', addressOf('C50'), SECRET),
    ]) {
      const about = { ...aboutOf(customer), token };
      await isForeign(await post('forwarded', about), 'is about another address than the mail went to');
    }
  });

  test('a rehearsal in the outbox was not sent to anybody', async () => {
    const run = { campaign: 'rehearsed', lane: 'outbox' } as const;
    const row = { ...planned(customer), messageId: 'rehearsal@shop.example' };
    await ledger.freeze(run, 'plan', [row]);
    await ledger.join(run, 'w');
    await ledger.claim(run, 'w', 1);
    await ledger.commit(run, 'w', [customer], 'outbox', { edition: 'plan' });
    const yes = { customerId: customer, channel: 'outbox', state: 'sent', receipt: 'x', reason: '' } as const;
    await ledger.settle(run, [yes], 'w');
    const about = { ...aboutOf(customer), messageId: 'rehearsal@shop.example' };
    await isForeign(await post('postfix', about), 'names no mail that was sent');
  });
});

describe('a request to unsubscribe', () => {
  const ask = async (token: string, parts = {}) =>
    sync([await post('unsubscribe', { ...aboutOf(customer), token })], parts);

  test('from any address counts: the token says who', async () => {
    expect(await ask(aboutOf(customer).token)).toMatchObject({ suppressed: 1, heard: 1 });
    expect(await suppressionOf(customer)).toMatchObject({
      reason: 'unsubscribed',
      source: 'unsubscribed by mail',
      at: new Date('2026-11-24T08:00:00Z'),
    });
  });

  test('is about the address the token was made for, not the one they have now', async () => {
    const token = unsubscribeToken('C9000', 'old@example.com', SECRET);
    expect(await ask(token, { hash: hashAddress('new@example.com') })).toMatchObject({
      suppressed: 0,
      counts: { unresolved: 1 },
      notes: [{ fact: expect.stringContaining('is a valid request of C9000, but neither') }],
    });
    expect(await ask(token, { hash: hashAddress('old@example.com') })).toMatchObject({
      suppressed: 1,
      heard: 0,
    });
  });

  test('without the secret is not dropped in silence', async () => {
    expect(await ask(aboutOf(customer).token, { secret: undefined })).toMatchObject({
      suppressed: 0,
      notes: [{ finding: 'unresolved', fact: 'cannot be checked while UNSUBSCRIBE_SECRET is not set' }],
    });
  });

  test.for(['another secret', undefined])('with a token signed by %s does nothing', async (secret) => {
    expect(await ask(unsubscribeToken(customer, addressOf(customer), secret))).toMatchObject({
      suppressed: 0,
      notes: [{ finding: 'foreign', fact: 'asks to unsubscribe with a token that was not signed here' }],
    });
  });
});

describe('a request without a token', () => {
  const asking = async (from: string) => {
    const report = await sync([await post('request', { ...aboutOf(customer), address: from })]);
    return report.notes.map(({ fact }) => fact);
  };

  test('says whose it is until that address is suppressed, and is quiet from then on', async () => {
    const address = addressOf(customer);
    const fact = `${address} asks without a token; read it, then: npm run sync -- --suppress ${address}`;
    expect(await asking(address)).toEqual([fact]);
    expect(await asking(address)).toEqual([fact]);
    await ledger.suppress(byHand([address], NOW));
    const report = await sync([await post('request', aboutOf(customer))]);
    expect(report).toMatchObject({ counts: { request: 0, heeded: 1 }, notes: [] });
  });

  test('makes a command that a shell takes for an address, whatever is in it', async () => {
    expect(await asking("jo'`id`@example.com")).toEqual([
      "jo'`id`@example.com asks without a token; read it, then: npm run sync -- --suppress 'jo'\\''`id`@example.com'",
    ]);
  });

  test('from nobody is told all the same', async () => {
    expect(await asking('nobody')).toEqual([
      'asks without a token, and names no sender; read it, then use --suppress <address>',
    ]);
  });
});

describe('the report', () => {
  test('says what was found, and what a person must look at', async () => {
    const names = ['postfix', 'gmail', 'qmail', 'request'];
    const mails = await Promise.all(names.map((name) => post(name, aboutOf(customer))));
    const report = await sync(mails);
    expect(syncLines(report)).toEqual([
      '4  read, of which',
      '1  bounced for good, suppressed',
      '1  refused because of the sender',
      '1  ask to unsubscribe, without a token',
      '1  unreadable',
      'New on the suppression list: 1. New in the ledger: 2.',
      expect.stringMatching(
        RegExp(`^ {2}${customer} {2}win-back {2}550 5\\.1\\.1 .* {2}\\(postfix\\.eml\\)$`),
      ),
      expect.stringMatching(
        RegExp(`^ {2}${customer} {2}win-back {2}550-5\\.7\\.26 .* {2}\\(gmail\\.eml\\)$`),
      ),
      `  request.eml: ${addressOf(customer)} asks without a token; read it, then: npm run sync -- --suppress ${addressOf(customer)}`,
      '  qmail.eml: looks like a bounce, but carries no delivery report (RFC 3464)',
    ]);
    expect(senderWarning(report)).toContain('1 mails were refused because of the sender');
  });

  test('names whoever it is about: customer, campaign, what was said, and where', async () => {
    const names = ['complaint', 'reply', 'unsubscribe', 'exim'];
    const mails = await Promise.all(names.map((name) => post(name, aboutOf(customer))));
    const lines = syncLines(await sync(mails));
    expect(lines.slice(-4)).toEqual([
      expect.stringMatching(RegExp(`^ {2}${customer} {2}win-back {2}.* {2}\\(exim\\.eml\\)$`)),
      `  ${customer}  win-back  unsubscribed by mail  (unsubscribe.eml)`,
      `  ${customer}  win-back  reported as spam  (complaint.eml)`,
      `  ${customer}  win-back  (reply.eml)`,
    ]);
    expect(lines.join()).not.toContain('@');
  });

  test('names twenty people and counts the rest', async () => {
    const reply = await post('reply', aboutOf(customer));
    const lines = syncLines(await sync(Array.from({ length: 22 }, () => reply)));
    expect(lines.slice(-2)).toEqual([`  ${customer}  win-back  (reply.eml)`, '  and 2 more like these']);
    expect(lines).toHaveLength(3 + 20 + 1);
  });

  test('names five of a kind and counts the rest', async () => {
    const mails = Array.from({ length: 1203 }, (_, n) => ({ place: `${n}.eml`, problem: 'is broken' }));
    const lines = syncLines(await sync(mails));
    expect(lines[1]).toBe('1,203  unreadable');
    expect(lines.slice(-2)).toEqual(['  4.eml: is broken', '  and 1,198 more like these']);
  });

  test('of nothing says so', async () => {
    const report = await sync([]);
    expect(syncLines(report)[0]).toBe('0  read, of which');
    expect(senderWarning(report)).toBeUndefined();
  });
});

describe('the web app', () => {
  const pulling = (
    pages: Readonly<Record<string, { events: readonly WireEvent[]; cursor: string; more: boolean }>>,
  ) => {
    const asked: string[] = [];
    const pull: Pull = async (since) => {
      asked.push(since);
      return pages[since] ?? { events: [], cursor: since, more: false };
    };
    return { asked, pull };
  };
  const parts = () => ({ ledger, hashOf: async () => undefined, now: NOW });
  const gone = (customerId: string, at: number): WireEvent => ({
    kind: 'unsubscribed',
    customerId,
    addressKey: addressKeyOf(hashAddress(addressOf(customerId))),
    at,
  });
  const AT = Date.parse('2026-11-25T00:00:00Z');

  test('tells who unsubscribed, page by page, and is asked from there the next time', async () => {
    const [one, two] = [customer, 'C49'];
    const { asked, pull } = pulling({
      '': { events: [gone(one, AT)], cursor: '5', more: true },
      5: { events: [gone(two, AT + 1), gone('C8000', AT + 2)], cursor: '7', more: false },
    });
    const kept = await mkdtemp(join(folder, 'cursor-'));
    const cursor = cursorOf(kept, 'https://script.example/exec');
    const report = await syncWebApp(pull, cursor, parts());
    expect(report).toMatchObject({
      read: 3,
      suppressed: 2,
      heard: 2,
      counts: { unsubscribed: 2, unresolved: 1 },
    });
    expect(await suppressionOf(one)).toMatchObject({ reason: 'unsubscribed', at: new Date(AT) });
    expect(await syncWebApp(pull, cursor, parts())).toMatchObject({ read: 0, suppressed: 0 });
    expect(asked).toEqual(['', '5', '7']);
    // Another web app begins at its beginning.
    expect(await cursorOf(kept, 'https://script.example/other').read()).toBe('');
  });

  test('is not told that something arrived before it is in the ledger', async () => {
    const { pull } = pulling({ '': { events: [gone(customer, AT)], cursor: '5', more: true } });
    const cursor = cursorOf(await mkdtemp(join(folder, 'cursor-')), 'https://script.example/exec');
    const broken = {
      ...parts(),
      ledger: { ...ledger, suppress: () => Promise.reject(new Error('the disk is full')) },
    };
    await expect(syncWebApp(pull, cursor, broken)).rejects.toThrow('the disk is full');
    expect(await cursor.read()).toBe('');
  });

  test('settles what nobody knew, and nothing else', async () => {
    const fate = (kind: 'sent' | 'failed' | 'unknown', customerId: string) =>
      ({ kind, id: shortKey(idOf(customerId)), at: AT }) as const;
    const { pull } = pulling({
      '': {
        events: [fate('sent', 'C51'), fate('failed', 'C52'), fate('unknown', 'C53'), fate('failed', 'C1')],
        cursor: '9',
        more: false,
      },
    });
    const cursor = { read: async () => '', keep: async () => {} };
    expect(await syncWebApp(pull, cursor, parts())).toMatchObject({ read: 0, settled: 2 });
    const states = await Promise.all(
      ['C51', 'C52', 'C53', 'C1'].map(async (id) => (await ledger.find(RUN, id))?.state),
    );
    expect(states).toEqual(['sent', 'failed', 'unknown', 'sent']);
    expect(await syncWebApp(pull, cursor, parts())).toMatchObject({ settled: 0 });
  });
});

describe('the real script', () => {
  test('and this side mean the same: who pressed the button, and what was sent', async () => {
    const { ask, emulator } = await webApp();
    const token = unsubscribeToken(customer, addressOf(customer), UNSUBSCRIBE_SECRET);
    emulator.post({
      query: `action=unsubscribe&t=${token}`,
      body: '',
      type: 'application/x-www-form-urlencoded',
    });
    expect(ask({ ...sendOf(53), key: idOf('C53') }).ok).toBe(true);
    const pull: Pull = async (since) => {
      const answer = ask({ action: 'pull', since });
      return answer.ok ? answer : expect.fail(answer.error);
    };
    const cursor = cursorOf(await mkdtemp(join(folder, 'cursor-')), emulator.state.url);
    const parts = { ledger, hashOf: async () => undefined, now: NOW };
    expect(await syncWebApp(pull, cursor, parts)).toMatchObject({ read: 1, suppressed: 1, settled: 1 });
    expect((await suppressionOf(customer))?.reason).toBe('unsubscribed');
    expect((await ledger.find(RUN, 'C53'))?.state).toBe('sent');
    expect(await syncWebApp(pull, cursor, parts)).toMatchObject({ read: 0, suppressed: 0, settled: 0 });
  });
});

describe('by hand', () => {
  test('an address is suppressed once, and allowed again only on purpose', async () => {
    const address = addressOf(customer);
    expect(await ledger.suppress(byHand([address], NOW))).toBe(1);
    expect(await ledger.suppress(byHand([address.toUpperCase()], NOW))).toBe(0);
    await expect(allow(ledger, address, false)).rejects.toThrow(
      `${address} is suppressed since 2026-11-30: manual, by hand`,
    );
    expect(await suppressionOf(customer)).toBeDefined();
    await allow(ledger, address, true);
    expect(await suppressionOf(customer)).toBeUndefined();
    await expect(allow(ledger, address, true)).rejects.toThrow('is not on the suppression list');
    await expect(allow(ledger, 'nobody', true)).rejects.toThrow('"nobody" is not an e-mail address');
  });

  test('the list is counted by reason, and names nobody', async () => {
    await ledger.suppress(byHand([addressOf(customer)], NOW));
    const counts = await countSuppressions(ledger);
    expect(counts.get('manual')).toBeGreaterThan(0);
    expect(counts.get('bounced')).toBeGreaterThan(0);
  });
});
