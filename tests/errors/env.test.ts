import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { printEnvExample, readEnv } from '../../src/env.ts';
import { describeError, isPitchwrightError, PitchwrightError } from '../../src/errors.ts';

describe('the environment', () => {
  test('may be empty: everything has a default', () => {
    const plain = {
      SITE_PII: 'mask',
      DATA_DIR: 'data',
      CONTENT_DIR: 'content',
      OUT_DIR: 'dist',
      DKIM_SELECTOR: 'pitchwright',
      GEMINI_ENTERPRISE: 'no',
      MEDIA_PII: 'withhold',
      MEDIA_BUDGET: 5,
    };
    expect(readEnv({})).toEqual(plain);
    expect(readEnv({ SITE_URL: '', SITE_PII: '', DATA_DIR: '', UNRELATED: 'x' })).toEqual(plain);
  });

  test('keeps an address without its last slashes', () => {
    expect(readEnv({ SITE_URL: 'https://shop.example/pitches//' }).SITE_URL).toBe(
      'https://shop.example/pitches',
    );
  });

  test.each(['shop.example', 'ftp://shop.example', 'javascript:alert(1)', '/pitches'])(
    'refuses the address %s',
    (address) => {
      expect(() => readEnv({ SITE_URL: address })).toThrow(
        `SITE_URL is "${address}"; use an address such as https://pitches.example.com.`,
      );
    },
  );

  test.each([
    'postgres://app:secret@db.example:5432/shop',
    'postgresql://app:p%40ss%2Fw%23rd@db.example/shop?sslmode=verify-full',
    'postgres:///shop?host=/var/run/postgresql',
  ])('takes the database %s', (url) => {
    expect(readEnv({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
  });

  test.each([
    [
      'mysql://app:SECRET@db.example/shop',
      'use an address such as postgres://user:password@localhost:5432/shop',
    ],
    ['SECRET', 'use an address such as postgres://user:password@localhost:5432/shop'],
    ['postgres://app:SECRET@db.example:port/shop', 'use an address such as'],
    [
      'postgres://app:12/SECRET@db.example/shop',
      'write special characters of user and password percent-encoded',
    ],
    [
      'postgres://app:12?SECRET@db.example/shop',
      'write special characters of user and password percent-encoded',
    ],
    [
      'postgres://app:12#SECRET@db.example/shop',
      'write special characters of user and password percent-encoded',
    ],
    [
      'postgres://app:SECRET%@db.example/shop',
      'write special characters of user and password percent-encoded',
    ],
  ])('refuses the database %s without printing it', (url, fix) => {
    const error = thrownBy(() => readEnv({ DATABASE_URL: url }));
    expect(error.message).toContain(`DATABASE_URL is not usable; ${fix}`);
    expect(error.message.split('\n')).toHaveLength(1);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('SECRET');
  });

  test('is refused with every variable that is wrong', () => {
    const error = thrownBy(() => readEnv({ SITE_URL: 'pitches', SITE_PII: 'yes', DATA_DIR: 'data' }));
    expect(error.code).toBe('ENV_INVALID');
    expect(describeError(error)).toBe(
      [
        'SITE_URL is "pitches"; use an address such as https://pitches.example.com.',
        'SITE_PII is "yes"; use mask or show.',
        '  → see .env.example for all settings',
      ].join('\n'),
    );
  });
});

test('every example of .env.example is a setting that works', () => {
  const lines = printEnvExample().matchAll(/^# ([A-Z_]+)=(.+)$/gm);
  const examples = Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
  const own = 'f'.repeat(64);
  const mine = { ...examples, UNSUBSCRIBE_SECRET: own, APPS_SCRIPT_SECRET: own };
  expect(Object.keys(examples)).toEqual(Object.keys(readEnv(mine)));
});

test('the secret that .env.example shows is nobody’s secret', () => {
  for (const name of ['UNSUBSCRIBE_SECRET', 'APPS_SCRIPT_SECRET']) {
    const [, example] = new RegExp(`^# ${name}=(.+)$`, 'm').exec(printEnvExample()) ?? [];
    expect(() => readEnv({ [name]: example })).toThrow(`${name} is not usable; this is the example`);
  }
});

describe('an error', () => {
  test('is told by its message and its hint', () => {
    expect(describeError(new PitchwrightError('X', 'a fact', { hint: 'a fix' }))).toBe('a fact\n  → a fix');
    expect(describeError(new PitchwrightError('X', 'a fact'))).toBe('a fact');
  });

  test('keeps its cause', () => {
    const cause = new Error('below');
    expect(new PitchwrightError('X', 'a fact', { cause }).cause).toBe(cause);
    expect('cause' in new PitchwrightError('X', 'a fact')).toBe(false);
  });

  test('is known by its name, whichever copy of the class made it', () => {
    const twin = Object.assign(new Error('a fact'), { name: 'PitchwrightError', code: 'X', hint: 'a fix' });
    expect(isPitchwrightError(twin)).toBe(true);
    expect(describeError(twin)).toBe('a fact\n  → a fix');
    expect(isPitchwrightError(new Error('a fact'))).toBe(false);
  });

  test('of any other kind keeps its stack', () => {
    const error = new TypeError('x is undefined');
    expect(describeError(error)).toBe(error.stack);
    expect(describeError('a string')).toBe('a string');
  });
});

function thrownBy(act: () => unknown): PitchwrightError {
  try {
    act();
  } catch (error) {
    if (isPitchwrightError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
