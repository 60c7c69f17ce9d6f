import { expect, test } from 'vitest';
import { checkLive } from '../../src/delivery/live-checks.ts';
import type { Plan } from '../../src/delivery/plan.ts';
import { type Env, readEnv } from '../../src/env.ts';

const plan = {
  campaign: 'note',
  channels: ['smtp'],
  isSample: false,
  images: 'inline',
  from: { name: 'Shop', address: 'hello@mail.shop.example' },
} as unknown as Plan;
const env: Env = readEnv({ UNSUBSCRIBE_SECRET: 'x'.repeat(32) });

const codeOf = (changed: Partial<Plan>, settings: Partial<Env> = {}, testTo?: string) => {
  try {
    checkLive({ ...plan, ...changed }, { ...env, ...settings }, testTo);
    return 'goes';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test('a plan with people, pictures and a signed way out goes', () => {
  expect(codeOf({})).toBe('goes');
});

test('made-up people get nothing, but the sender may see it', () => {
  expect(codeOf({ isSample: true })).toBe('SAMPLE_REFUSED');
  expect(codeOf({ isSample: true }, {}, 'me@shop.example')).toBe('goes');
});

test('pictures must be somewhere, for a test, too', () => {
  expect(codeOf({ images: 'hosted' })).toBe('PICTURES_MISSING');
  expect(codeOf({ images: 'hosted' }, {}, 'me@shop.example')).toBe('PICTURES_MISSING');
  expect(codeOf({ images: 'hosted' }, { SITE_URL: 'https://shop.example' })).toBe('goes');
});

test('nobody is mailed without a signed way out', () => {
  expect(codeOf({}, { UNSUBSCRIBE_SECRET: undefined })).toBe('SECRET_MISSING');
});

test('a campaign for the outbox only reaches nobody', () => {
  expect(codeOf({ channels: ['outbox'] })).toBe('CHANNEL_MISSING');
});

test('a signature of another domain than the sender’s is refused, one of a domain above it is not', () => {
  expect(codeOf({}, { DKIM_DOMAIN: 'other.example' })).toBe('DKIM_FOREIGN');
  expect(codeOf({}, { DKIM_DOMAIN: 'shop.example' })).toBe('goes');
  expect(codeOf({}, { DKIM_DOMAIN: 'op.example' })).toBe('DKIM_FOREIGN');
});
