import { expect, test } from 'vitest';
import { gather } from '../../src/delivery/gather.ts';

test('what comes while a batch is on its way goes together with the next one', async () => {
  const batches: (readonly number[])[] = [];
  const gates: (() => void)[] = [];
  const collected = gather<number>(async (items) => {
    batches.push(items);
    await new Promise<void>((open) => gates.push(open));
  });
  const first = collected.add(1);
  await new Promise((go) => setTimeout(go, 5));
  const rest = [2, 3, 4].map((item) => collected.add(item));
  expect(batches).toEqual([[1]]);
  gates[0]?.();
  await first;
  await expect.poll(() => gates.length).toBe(2);
  expect(batches).toEqual([[1], [2, 3, 4]]);
  gates[1]?.();
  await Promise.all(rest);
  await collected.settled();
});

test('everybody of a batch that fails is told, and the next batch goes on', async () => {
  let isBroken = true;
  const collected = gather<string>(async () => {
    if (isBroken) throw new Error('no');
  });
  const answers = await Promise.allSettled([collected.add('a'), collected.add('b')]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isBroken = false;
  await collected.add('c');
});

test('nothing is left behind when it says that it is settled', async () => {
  const done: number[] = [];
  const collected = gather<number>(async (items) => {
    await new Promise((go) => setTimeout(go, 2));
    done.push(...items);
  }, 1);
  for (let item = 0; item < 50; item += 1) void collected.add(item);
  await collected.settled();
  expect(done).toHaveLength(50);
});
