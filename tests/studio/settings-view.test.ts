import { expect, it } from 'vitest';
import { envSchema } from '../../src/env.ts';
import { settingsView } from '../../src/studio/settings-view.ts';

const SECRETS = {
  SMTP_URL: 'smtp://user:hunter2@smtp.example.com:587',
  UNSUBSCRIBE_SECRET: 'unsubscribe-hunter2-unsubscribe-hunter2',
  APPS_SCRIPT_SECRET: 'script-hunter2-script-hunter2-script-hunter2',
  DATABASE_URL: 'postgres://user:hunter2@localhost:5432/shop',
  GEMINI_API_KEY: 'key-hunter2-key',
};

it('shows every setting once, and no secret', () => {
  const secret = Object.entries(envSchema.shape)
    .filter(([, schema]) => (schema.meta() as { isSecret?: boolean }).isSecret)
    .map(([name]) => name);
  expect(secret.toSorted()).toEqual(Object.keys(SECRETS).toSorted());
  const { groups, problem } = settingsView({
    ...SECRETS,
    SITE_URL: 'https://shop.example',
    GEMINI_BASE_URL: 'https://user:hunter2@proxy.example.com/',
  });
  expect(problem).toBeUndefined();
  const settings = groups.flatMap((group) => group.settings);
  expect(settings.map(({ name }) => name).toSorted()).toEqual(Object.keys(envSchema.shape).toSorted());
  expect(JSON.stringify(groups)).not.toContain('hunter2');
  expect(settings.find(({ name }) => name === 'SITE_URL')).toMatchObject({
    value: 'https://shop.example',
    isSet: true,
  });
  expect(settings.find(({ name }) => name === 'SMTP_URL')).toMatchObject({
    value: 'set; it is not shown',
    isSet: true,
  });
  expect(settings.find(({ name }) => name === 'DKIM_DOMAIN')).toMatchObject({
    value: 'not set',
    isSet: false,
  });
});

it('says what is wrong in place of failing', () => {
  const { problem, groups } = settingsView({ SITE_PII: 'perhaps', SMTP_URL: 'hunter2' });
  expect(problem).toContain('SITE_PII is "perhaps"; use mask or show.');
  expect(problem).toContain('SMTP_URL is not usable');
  expect(problem).not.toContain('hunter2');
  expect(groups).toEqual([]);
});
