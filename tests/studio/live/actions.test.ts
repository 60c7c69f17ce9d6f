import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, type ActionName, areAtOdds, orderOf } from '../../../src/studio/live/actions.ts';

const argsOf = (name: ActionName, input: unknown) => {
  const order = orderOf(name, input);
  return 'problems' in order ? order.problems : [order.script, ...order.args].join(' ');
};

describe('an action becomes the command that a person would type', () => {
  it.each<[ActionName, unknown, string]>([
    ['generate', {}, 'generate --customers 1000 --seed 42 --as-of 2026-06-30'],
    ['generate', { customers: '50', seed: '0' }, 'generate --customers 50 --seed 0 --as-of 2026-06-30'],
    ['undo-import', {}, 'import --undo --plain'],
    ['plan', { campaign: 'win-back' }, 'plan win-back'],
    ['test', { campaign: 'win-back', to: 'me@example.com' }, 'send win-back --to me@example.com --live'],
    [
      'test',
      { campaign: 'win-back', to: 'me@example.com', customer: 'C1', live: false },
      'send win-back --to me@example.com --customer C1',
    ],
    ['rehearse', { campaign: 'win-back' }, 'send win-back --plain'],
    ['send', { campaign: 'win-back', confirm: 'win-back' }, 'send win-back --live --plain'],
    [
      'send',
      { campaign: 'win-back', confirm: ' win-back ', due: true, retryFailed: true, resendUnknown: true },
      'send win-back --live --plain --due --retry-failed --resend-unknown',
    ],
    ['sync', undefined, 'sync'],
    ['media', { customer: 'C1' }, 'media --customer C1 --kind video --aspect 16:9'],
    [
      'media',
      { segment: 'VIP', limit: '3', kinds: ['video', 'voice'], aspects: ['1:1'], dryRun: true },
      'media --segment VIP --limit 3 --kind video,voice --aspect 1:1 --dry-run',
    ],
    ['media', { segment: 'all' }, 'media --all --kind video --aspect 16:9'],
    ['forget-media', { customer: 'C1' }, 'media --forget C1'],
    ['check', {}, 'check'],
    ['check', { campaign: 'win-back' }, 'check --campaign win-back'],
    ['report', { customer: 'C1' }, 'report --customer C1'],
    ['report', {}, 'report'],
    ['build', { force: true }, 'build --force'],
  ])('%s %j', (name, input, line) => {
    expect(argsOf(name, input)).toBe(line);
  });
});

describe('an action is refused, field by field', () => {
  it.each<[ActionName, unknown, Record<string, string>]>([
    [
      'send',
      { campaign: 'win-back', confirm: 'win' },
      { confirm: 'type the name of the campaign exactly; nothing was sent' },
    ],
    [
      'plan',
      { campaign: '../../etc' },
      { campaign: 'a campaign is named with lower-case letters, digits and "-"' },
    ],
    [
      'plan',
      { campaign: '--help' },
      { campaign: 'a campaign is named with lower-case letters, digits and "-"' },
    ],
    ['test', { campaign: 'win-back', to: 'nobody' }, { to: 'use one address such as you@example.com' }],
    [
      'test',
      { campaign: 'win-back', to: 'a@b.example', customer: '--live' },
      { customer: 'an id does not begin with "-"' },
    ],
    ['media', {}, { customer: 'name one customer or choose a segment' }],
    ['media', { customer: 'C1', kinds: [] }, { kinds: 'choose what to make' }],
    [
      'generate',
      { customers: '0', asOf: '2026-02-30' },
      { customers: 'use a whole number from 1 to 1000000', asOf: expect.any(String) },
    ],
  ])('%s %j', (name, input, problems) => {
    expect(argsOf(name, input)).toEqual(problems);
  });
});

/** Every option that an action may use by itself. */
const OPTIONS = new Set(
  '--customers --seed --as-of --undo --plain --to --customer --live --due --retry-failed --resend-unknown --segment --all --limit --kind --aspect --provider --dry-run --retry --yes --forget --campaign --force'.split(
    ' ',
  ),
);

it('nothing that is typed becomes an option of its own', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `-${rest}`),
    fc.string().map((rest) => ` --${rest}`),
  );
  const fields = [
    'campaign',
    'confirm',
    'to',
    'customer',
    'customers',
    'seed',
    'asOf',
    'segment',
    'limit',
    'provider',
  ];
  const input = fc.record(Object.fromEntries(fields.map((field) => [field, text])), { requiredKeys: [] });
  fc.assert(
    fc.property(fc.constantFrom(...ACTION_NAMES), input, (name, given) => {
      const valid = { campaign: 'win-back', confirm: 'win-back', to: 'me@example.com' };
      for (const each of [given, { ...given, ...valid }, { ...valid, ...given }]) {
        const order = orderOf(name, each);
        if ('problems' in order) continue;
        for (const arg of order.args) if (arg.startsWith('-')) expect(OPTIONS).toContain(arg);
      }
    }),
    { numRuns: 500, seed: 7 },
  );
});

it('what would be in each other’s way does not run together', () => {
  const order = (name: ActionName, input: unknown = {}) => {
    const made = orderOf(name, input);
    if ('problems' in made) throw new Error(JSON.stringify(made.problems));
    return made;
  };
  const plan = order('plan', { campaign: 'a' });
  expect(areAtOdds(plan, order('rehearse', { campaign: 'b' }))).toBe(true);
  expect(areAtOdds(plan, order('media', { segment: 'all' }))).toBe(false);
  expect(areAtOdds(plan, order('check'))).toBe(false);
  for (const name of ['generate', 'undo-import'] as const) {
    expect(areAtOdds(plan, order(name))).toBe(true);
    expect(areAtOdds(order(name), order('build'))).toBe(true);
  }
});
