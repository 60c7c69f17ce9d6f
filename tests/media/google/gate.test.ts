import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openGate } from '../../../src/media/google/gate.ts';
import { made } from './_fake-gemini.ts';
import { at, make, trial, withFakeGemini } from './_google.ts';

withFakeGemini();

test('lets as many pass as it may, the others in order', async () => {
  const gate = openGate(2);
  const { signal } = new AbortController();
  const [inside, ends]: [number[], (() => void)[]] = [[], []];
  const all = [0, 1, 2, 3].map((each) =>
    gate(signal, async () => {
      inside.push(each);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (each === 1) throw new Error('one fails');
    }).catch(() => undefined),
  );
  await turn();
  expect(inside).toEqual([0, 1]);
  ends[1]?.();
  await turn();
  expect(inside).toEqual([0, 1, 2]);
  ends[0]?.();
  await turn();
  expect(inside).toEqual([0, 1, 2, 3]);
  for (const end of ends) end();
  await Promise.all(all);
});

test('who is cancelled while waiting leaves at once, and the line goes on', async () => {
  const gate = openGate(1);
  const [first, second] = [new AbortController(), new AbortController()];
  let end = () => {};
  const holding = gate(first.signal, () => new Promise<void>((resolve) => (end = resolve)));
  const reason = new Error('enough');
  const waiting = gate(second.signal, async () => 'second');
  const third = gate(first.signal, async () => 'third');
  second.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  end();
  await holding;
  expect(await third).toBe('third');
  await expect(gate(second.signal, async () => 'never')).rejects.toBe(reason);
});

test('one gate holds for everything that is made at Google', async () => {
  const one = await trial('gemini-image', { limits: { at_once: 1 } });
  at.fake.on('generate', made(at.media.png, 'image/png'));
  await Promise.all([make(one), make(one)]);
  expect(at.fake.seen).toHaveLength(2);
});
