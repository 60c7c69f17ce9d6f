import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { storeBytes } from './_emulator-store.ts';
import { sendOf, webApp } from './_web-app.ts';

const keyOf = (n: number) => sendOf(n).key;
const shortKey = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, 16);

/** As the script writes it: three mails a second, a hundred thousand a day, would not fit into reality, but in here. */
function fill(properties: Record<string, string>, from: number, to: number, day: string): void {
  for (let n = from, shard = 0; n < to; shard += 1) {
    let value = '';
    for (; n < to && value.length < 390 * 23; n += 1) {
      value += `${shortKey(keyOf(n))}s${`00000${(n % 86_400_000).toString(36)}`.slice(-6)}`;
    }
    properties[`k.${day}.${`0${shard}`.slice(-2)}`] = value;
  }
}

describe('the memory of keys', () => {
  test('knows each of 5,000 mails, within Google’s limits', { timeout: 120_000 }, async () => {
    const { ask, emulator } = await webApp({ perDay: 10_000 });
    for (let n = 0; n < 5000; n += 1) {
      ask(sendOf(n));
      emulator.advance(20_000);
    }
    expect(emulator.sent).toHaveLength(5000);
    // The emulator refuses what Google refuses: 9 KB a value, 500 KB in all.
    expect(storeBytes(emulator.kept.properties)).toBeLessThan(130_000);
    emulator.kept.cache = {};
    for (let n = 0; n < 5000; n += 100) {
      const keys = Array.from({ length: 100 }, (_, i) => keyOf(n + i));
      const answer = ask({ action: 'status', keys });
      if (!answer.ok) throw new Error(answer.error);
      expect(Object.values(answer.fates).every(({ state }) => state === 'sent')).toBe(true);
      expect(answer.horizon).toBe(0);
    }
    expect(ask(sendOf(1234))).toMatchObject({ already: true });
  });

  test('forgets the oldest when it is full, and says how far back it goes', async () => {
    const { ask, emulator } = await webApp({ perDay: 10_000 });
    fill(emulator.kept.properties, 0, 7800, '20261121');
    fill(emulator.kept.properties, 7800, 15_600, '20261122');
    expect(storeBytes(emulator.kept.properties)).toBeLessThan(370_000);
    expect(ask({ action: 'status', keys: [keyOf(0)] })).toMatchObject({ horizon: 0 });
    ask(sendOf(20_000));
    const answer = ask({ action: 'status', keys: [keyOf(0), keyOf(389), keyOf(390), keyOf(20_000)] });
    const day = Date.parse('2026-11-21');
    expect(answer).toMatchObject({
      fates: {
        [keyOf(0)]: { state: 'unseen', at: 0 },
        [keyOf(389)]: { state: 'unseen' },
        [keyOf(390)]: { state: 'sent', at: day + 390 },
        [keyOf(20_000)]: { state: 'sent', at: emulator.now() + 1 },
      },
      horizon: day + 390,
    });
    // What the cache still holds is known a while longer.
    emulator.kept.cache[`key.${shortKey(keyOf(0))}`] = {
      value: JSON.stringify({ id: shortKey(keyOf(0)), state: 'sent', at: day }),
      until: emulator.now() + 1000,
    };
    expect(ask(sendOf(0))).toMatchObject({ already: true });
  });

  test('does not take the end of one record and the start of the next for a key', async () => {
    const { ask, emulator } = await webApp();
    const id = shortKey(keyOf(1));
    emulator.kept.properties['k.20261121.00'] = `${'-'.repeat(10)}${id}${'s'.repeat(20)}`;
    expect(ask({ action: 'status', keys: [keyOf(1)] })).toMatchObject({
      fates: { [keyOf(1)]: { state: 'unseen' } },
    });
  });

  test('stays within the limits with everything full', async () => {
    const { ask, emulator } = await webApp({ perDay: 10_000 });
    fill(emulator.kept.properties, 0, 15_600, '20261121');
    for (let i = 0; i < 12; i += 1)
      emulator.kept.properties[`u.${`000${i.toString(36)}`.slice(-4)}`] = '\nx'.repeat(4450);
    for (let n = 20_000; n < 20_800; n += 1) expect(ask(sendOf(n)).ok).toBe(true);
    expect(storeBytes(emulator.kept.properties)).toBeLessThan(480_000);
  });

  test('is told by pull from a cursor on, the oldest first', async () => {
    const { ask, emulator } = await webApp();
    ask(sendOf(1));
    emulator.throwNext(['Bad Request']);
    ask(sendOf(2));
    emulator.throwNext(['??']);
    ask(sendOf(3));
    const answer = ask({ action: 'pull', since: '' });
    if (!answer.ok) throw new Error(answer.error);
    expect(answer.events.map((event) => [event.kind, 'id' in event && event.id])).toEqual([
      ['sent', shortKey(keyOf(1))],
      ['failed', shortKey(keyOf(2))],
      ['unknown', shortKey(keyOf(3))],
    ]);
    expect(answer.more).toBe(false);
    expect(ask({ action: 'pull', since: answer.cursor })).toMatchObject({
      events: [],
      cursor: answer.cursor,
    });
    // Within the same millisecond, and still after the cursor.
    ask(sendOf(4));
    expect(ask({ action: 'pull', since: answer.cursor })).toMatchObject({ events: [{ kind: 'sent' }] });
  });

  test('comes in pages of 500', async () => {
    const { ask, emulator } = await webApp();
    fill(emulator.kept.properties, 0, 1200, '20261121');
    const ids: string[] = [];
    for (let since = '', more = true; more; ) {
      const answer = ask({ action: 'pull', since });
      if (!answer.ok) throw new Error(answer.error);
      ids.push(...answer.events.map((event) => ('id' in event ? event.id : '')));
      ({ cursor: since, more } = answer);
    }
    expect(ids).toEqual(Array.from({ length: 1200 }, (_, n) => shortKey(keyOf(n))));
  });
});
