import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Env, readEnv } from '../../src/env.ts';
import { type Check, checkUp } from '../../src/studio/doctor.ts';
import { type Inputs, makeInputs } from '../site/_workshop.ts';

let inputs: Inputs;
beforeAll(async () => {
  inputs = await makeInputs(20);
});
afterAll(() => inputs.dispose());

const look = (over: Record<string, string> = {}) => {
  const { DATA_DIR, CONTENT_DIR } = inputs.env;
  return checkUp(readEnv({ DATA_DIR, CONTENT_DIR, ...over }) as Env);
};
const find = (checks: readonly Check[], name: string) =>
  checks.find((check) => check.name.startsWith(name)) ?? expect.fail(`no check is called ${name}`);

const SECRETS = {
  SMTP_URL: 'smtp://somebody:pass-word-1@smtp.example.com:587',
  APPS_SCRIPT_URL: 'https://script.example.com/macros/s/very-private/exec',
  APPS_SCRIPT_SECRET: 'b'.repeat(64),
  UNSUBSCRIBE_SECRET: 'a'.repeat(64),
  GEMINI_API_KEY: 'AIzaVeryPrivateKey',
};

describe('the check-up', () => {
  test('of a machine without any key: everything can be made here, and nothing is broken', async () => {
    const checks = await look();
    expect(checks.filter(({ state }) => state === 'broken')).toEqual([]);
    for (const name of [
      'Node',
      'ffmpeg',
      'content',
      'dataset',
      'outbox',
      'slideshow',
      'flite',
      'espeak',
      'card',
    ]) {
      expect(find(checks, name)).toMatchObject({ state: 'ready' });
    }
    for (const name of ['smtp', 'apps-script', 'veo', 'omni', 'gemini-tts', 'gemini-image']) {
      expect(find(checks, name)).toMatchObject({ state: 'off' });
    }
    expect(find(checks, 'dataset').detail).toMatch(/^20 customers as of 2026-06-30, a generated sample/);
    expect(find(checks, 'omni').hint).toContain('GEMINI_API_KEY');
  });

  test('names what is configured, and no secret', async () => {
    const checks = await look(SECRETS);
    for (const name of ['smtp', 'apps-script', 'unsubscribe links', 'omni', 'gemini-tts', 'gemini-image']) {
      expect(find(checks, name)).toMatchObject({ state: 'ready' });
    }
    expect(find(checks, 'omni').detail).toContain('costs money');
    const said = JSON.stringify(checks);
    expect(said).toContain('smtp.example.com:587');
    for (const secret of [
      'pass-word-1',
      'very-private',
      'a'.repeat(32),
      'b'.repeat(32),
      'AIzaVeryPrivateKey',
    ]) {
      expect(said).not.toContain(secret);
    }
  });

  test('a kind of key decides who can make films', async () => {
    const enterprise = await look({ ...SECRETS, GEMINI_ENTERPRISE: 'yes' });
    expect(find(enterprise, 'veo')).toMatchObject({ state: 'ready' });
    expect(find(enterprise, 'omni')).toMatchObject({ state: 'off' });
    expect(find(await look(SECRETS), 'veo')).toMatchObject({ state: 'off' });
  });

  test('says what is broken, with place and fix, and goes on', async () => {
    const checks = await look({
      APPS_SCRIPT_URL: SECRETS.APPS_SCRIPT_URL,
      DATA_DIR: join(inputs.env.DATA_DIR, 'nowhere'),
      FFMPEG_PATH: '/nowhere/ffmpeg',
    });
    expect(find(checks, 'apps-script')).toMatchObject({ state: 'broken' });
    expect(find(checks, 'dataset')).toMatchObject({ state: 'broken', hint: expect.any(String) });
    expect(find(checks, 'ffmpeg')).toMatchObject({
      state: 'broken',
      detail: expect.stringContaining('/nowhere/ffmpeg of FFMPEG_PATH cannot be used'),
    });
    expect(find(checks, 'card')).toMatchObject({ state: 'ready' });
  });

  test('a mistake in media.yaml is one of the findings', async () => {
    const file = join(inputs.env.CONTENT_DIR, 'media.yaml');
    await writeFile(file, 'video:\n  seconds: 7\n');
    const broken = (await look()).find(({ state }) => state === 'broken');
    expect(broken).toMatchObject({ name: 'settings', detail: expect.stringContaining('media.yaml') });
  });
});
