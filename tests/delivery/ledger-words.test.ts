import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainWords } from '../../src/delivery/ledger/plain-words.ts';
import { jobId, queueName } from '../../src/delivery/ledger/queue.ts';

describe('words of a mail server', () => {
  const CASES = [
    ['550 5.1.1 <anna@mail.example>: user unknown', '550 5.1.1 <(address)>: user unknown'],
    ['rfc822;Anna.Maria+x@mail.example', 'rfc822;(address)'],
    ['"Anna Maria"@mail.example is full', '(address) is full'],
    ['mailto:änna@straße.example, bob@b.example', 'mailto:(address), (address)'],
    ['250 2.0.0 Ok: queued as 4XYZ', '250 2.0.0 Ok: queued as 4XYZ'],
    ['@ 5 pm', '@ 5 pm'],
  ] as const;
  it.each(CASES)('%s', (said, kept) => {
    expect(plainWords(said)).toBe(kept);
  });

  it('are kept without addresses, and so that PostgreSQL takes them', () => {
    const part = fc.stringMatching(/^[a-z0-9.+=%_äß-]{1,12}$/);
    const law = fc.property(fc.string({ unit: 'binary' }), part, (text, name) => {
      const address = `${name}@${name}.example`;
      const kept = plainWords(`${text} ${address} \ud800\0`);
      expect(kept).not.toContain('\0');
      expect(kept.isWellFormed()).toBe(true);
      expect(kept).not.toContain(address);
    });
    fc.assert(law, { seed: 4, numRuns: 100 });
  });

  it('end somewhere', () => {
    expect(plainWords('📧'.repeat(2_000)).length).toBeLessThanOrEqual(1_000);
  });
});

describe('a job', () => {
  it('has the same UUID whenever and wherever it is made, and its own for every recipient', () => {
    const run = { campaign: 'vip', lane: 'live' } as const;
    expect(jobId(run, 'C1')).toBe('0fce8e3a-3e44-84cb-bd77-249a347caad8');
    expect(jobId(run, 'C1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const ids = [jobId(run, 'C1'), jobId(run, 'C2'), jobId({ ...run, lane: 'outbox' }, 'C1')];
    expect(new Set([...ids, jobId({ ...run, campaign: 'vip2' }, 'C1')]).size).toBe(4);
  });

  it('is in the queue of its run, whose name is one that pg-boss takes', () => {
    expect(queueName({ campaign: 'vip', lane: 'live' })).toMatch(/^live\.vip\.[0-9a-f]{8}$/);
    const law = fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
      const names = [one, other].map((campaign) => queueName({ campaign, lane: 'outbox' }));
      for (const name of names) expect(name).toMatch(/^[\w.-]{1,90}$/);
      expect(names[0] === names[1]).toBe(one === other);
    });
    fc.assert(law, { seed: 4 });
  });
});
