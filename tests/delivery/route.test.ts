import { describe, expect, test } from 'vitest';
import type { Channel, ChannelName, Receipt } from '../../src/delivery/channels/channel.ts';
import type { ChannelPause } from '../../src/delivery/ledger/ledger.ts';
import { routeOf } from '../../src/delivery/route.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 9, minutes));
const channel = (name: ChannelName) => ({ name }) as Channel;
const smtp = channel('smtp');
const script = channel('apps-script');
const said = (kind: 'busy' | 'exhausted' | 'down'): Receipt => ({ kind, code: '', reason: `is ${kind}` });

function pauses() {
  const kept = new Map<string, ChannelPause>();
  return {
    kept,
    pause: async (name: string, pause: ChannelPause) => void kept.set(name, pause),
    paused: async (name: string, now: Date) => {
      const pause = kept.get(name);
      return pause && pause.until > now ? pause : undefined;
    },
  };
}

describe('a route', () => {
  test('takes the first channel, and the next when the quota of the first is out', async () => {
    const route = routeOf([script, smtp], pauses());
    expect(await route.choose(at(0))).toBe(script);
    await route.learn(script, said('exhausted'), at(0));
    expect(await route.choose(at(1))).toBe(smtp);
    expect(await route.choose(at(24 * 60 + 1))).toBe(script);
  });

  test('blocks for good when the quota of all is out, and says why', async () => {
    const route = routeOf([script], pauses());
    await route.learn(script, said('exhausted'), at(0));
    expect(await route.choose(at(1))).toMatchObject({ isLasting: true, reason: 'apps-script: is exhausted' });
  });

  test('waits a little for a busy channel, longer each time, and forgives it when it answers', async () => {
    const route = routeOf([smtp], pauses(), () => 1, { first: 1000, most: 300_000 });
    const first = await route.learn(smtp, said('busy'), at(0));
    const second = await route.learn(smtp, said('busy'), at(1));
    expect(first?.until).toEqual(new Date(at(0).getTime() + 1000));
    expect(second?.until).toEqual(new Date(at(1).getTime() + 2000));
    expect(await route.choose(new Date(at(1).getTime() + 500))).toMatchObject({ isLasting: false });
    await route.learn(smtp, { kind: 'accepted', id: '', detail: '' }, at(2));
    const third = await route.learn(smtp, said('busy'), at(3));
    expect(third?.until).toEqual(new Date(at(3).getTime() + 1000));
  });

  test('counts one trouble that many heard of at the same time once', async () => {
    const route = routeOf([smtp], pauses(), () => 1, { first: 1000, most: 300_000 });
    await route.learn(smtp, said('busy'), at(0));
    expect(await route.learn(smtp, said('busy'), at(0))).toBeUndefined();
  });

  test('gives a channel up that nobody answers on five times in a row', async () => {
    const route = routeOf([smtp], pauses(), () => 1);
    for (const minute of [0, 10, 20, 30]) await route.learn(smtp, said('down'), at(minute));
    expect(await route.choose(at(30))).toMatchObject({ isLasting: false });
    await route.learn(smtp, said('down'), at(40));
    expect(await route.choose(at(40))).toMatchObject({ isLasting: true });
  });

  test('hears of a pause that another worker made', async () => {
    const ledger = pauses();
    const route = routeOf([smtp], ledger);
    expect(await route.choose(at(0))).toBe(smtp);
    ledger.kept.set('smtp', { until: at(5), reason: 'smtp: too many' });
    expect(await route.choose(at(1))).toMatchObject({ reason: 'smtp: too many' });
  });
});
