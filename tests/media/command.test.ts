import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findFfmpeg } from '../../src/media/ffmpeg/find-ffmpeg.ts';
import { levels } from '../../src/media/ffmpeg/levels.ts';
import { probe } from '../../src/media/ffmpeg/probe.ts';
import { readMedia } from '../../src/media/shelf.ts';
import { runCommand } from '../e2e/_commands.ts';
import { type Inputs, makeInputs } from '../site/_workshop.ts';
import { type FakeGemini, made, refusal, startFakeGemini } from './google/_fake-gemini.ts';
import { makeFixtureMedia } from './google/_fixture-media.ts';

const KEY = 'AIzaSecret-0123456789-of-nobody';
const [A, B] = ['C0000003', 'C0000005'];

let inputs: Inputs;
let fake: FakeGemini;
beforeAll(async () => {
  inputs = await makeInputs(30);
  fake = await startFakeGemini();
});
afterAll(async () => {
  await fake.close();
  await inputs.dispose();
});
afterEach(() => {
  fake.seen.length = 0;
});

const media = (args: readonly string[], env: Record<string, string> = {}) =>
  runCommand('media', args, {
    DATA_DIR: inputs.env.DATA_DIR,
    CONTENT_DIR: inputs.env.CONTENT_DIR,
    ...env,
  });
const withKey = (env: Record<string, string> = {}) => ({
  GEMINI_API_KEY: KEY,
  GEMINI_BASE_URL: fake.url,
  ...env,
});
const folderOf = (id: string) => join(inputs.env.DATA_DIR, 'media', 'customers', id);
const mediumOf = async (id: string) => (await readMedia(inputs.env.DATA_DIR, id))?.media[0];

describe('npm run media, without any key', () => {
  test('makes a film of the customer, with poster, preview, captions and a voice', async () => {
    const { code, stdout, stderr } = await media(['--customer', A]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/cost +nothing/);
    expect(stdout).toMatch(/1 made in \d+\.\d s/);
    const file = (name: string) => join(folderOf(A), name);
    expect((await mediumOf(A))?.entry.remarks.join(' ')).toMatch(/Spoken by (Flite|eSpeak NG)\./);
    const film = await probe(file('film.mp4'));
    expect(film).toMatchObject({
      width: 1280,
      height: 720,
      video: 'avc1',
      audio: { codec: 'mp4a', rate: 48_000 },
      isFastStart: true,
    });
    expect(film.seconds).toBeGreaterThan(12);
    expect(film.seconds).toBeLessThan(20);
    const { mean, max } = await levels(await findFfmpeg(), file('film.mp4'));
    expect(mean).toBeGreaterThan(-30);
    expect(max).toBeLessThan(0);
    expect((await stat(file('preview.gif'))).size).toBeLessThanOrEqual(1_000_000);
    expect(await readFile(file('captions.vtt'), 'utf8')).toMatch(/^WEBVTT\n/);
    expect(await probe(file('poster.png'))).toMatchObject({ width: 1120, height: 630 });
  });

  test('the same again does nothing', async () => {
    const key = (await mediumOf(A))?.entry.key as string;
    const film = join(inputs.env.DATA_DIR, 'media', 'cache', key, 'film.mp4');
    const before = await stat(film);
    const { code, stdout } = await media(['--customer', A]);
    expect(code).toBe(0);
    expect(stdout).toContain('1 made before, nothing to do');
    expect(stdout).toMatch(/0 made, 1 there before/);
    expect((await stat(film)).mtimeMs).toBe(before.mtimeMs);
  });

  test('after a change of one name only that one is made again', async () => {
    const file = join(inputs.env.DATA_DIR, 'customers.csv');
    const wanted = ['--customer', A, '--customer', B, '--kind', 'image'];
    expect((await media(wanted)).stdout).toContain('2 made in');
    const csv = await readFile(file, 'utf8');
    const name = csv
      .split('\n')
      .find((line) => line.startsWith(B))
      ?.split(',')[1] as string;
    await writeFile(file, csv.replace(`${B},${name},`, `${B},Ottoline Quince,`));
    const { stdout } = await media(wanted);
    await writeFile(file, csv);
    expect(stdout).toContain('1 made, 1 there before');
    expect(stdout).toContain(`✓ ${B}  image`);
  });

  test('says when the ffmpeg that is named is not the one that works', async () => {
    const { code, stdout } = await media(['--customer', A], { FFMPEG_PATH: '/nowhere/ffmpeg' });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /! the ffmpeg of FFMPEG_PATH cannot be used \(\/nowhere\/ffmpeg\); the one (from npm|in PATH)/,
    );
  });

  test('forgets nobody who was never there', async () => {
    const { code, stderr } = await media(['--forget', 'c5']);
    expect(code).toBe(1);
    expect(stderr).toContain('nothing was made for "c5": there is no customer "c5"');
  });

  test('forgets a customer', async () => {
    const { stdout } = await media(['--forget', B]);
    expect(stdout).toContain(`everything made for ${B} is removed`);
    expect(await readdir(folderOf(B)).catch(() => 'gone')).toBe('gone');
  });
});

describe('with a key', () => {
  test('what would cost more than the budget is not even asked for', async () => {
    const { code, stdout, stderr } = await media(['--all'], withKey({ MEDIA_BUDGET: '1' }));
    expect(code).toBe(1);
    expect(stdout).toMatch(/to make +30 films by Gemini Omni, about \$\d+\.\d\d/);
    expect(stderr).toMatch(
      /this would cost about \$\d+\.\d\d, and MEDIA_BUDGET is \$1\.00; nothing was asked for/,
    );
    expect(stderr).toContain('--yes');
    expect(fake.seen).toEqual([]);
  });

  test('nor by a dry run', async () => {
    const { code, stdout } = await media(['--all', '--limit', '3', '--dry-run'], withKey());
    expect(code).toBe(0);
    expect(stdout).toMatch(/3 films by Gemini Omni/);
    expect(fake.seen).toEqual([]);
  });

  test('a picture comes from Gemini; the key stands nowhere', async () => {
    const { png } = await makeFixtureMedia();
    fake.on('generate', made(png, 'image/png'));
    const { code, stdout, stderr } = await media(['--customer', B, '--kind', 'image'], withKey());
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/about \$0\.\d\d spent/);
    expect(fake.count('generate')).toBe(1);
    expect(fake.seen[0]?.key).toBe(KEY);
    const medium = await mediumOf(B);
    expect(medium?.entry.provider).toBe('gemini-image');
    expect(await readFile(join(folderOf(B), 'picture.png'))).toEqual(png);
    expect(stdout + JSON.stringify(medium)).not.toContain(KEY);
  });

  test('a used-up quota ends in pictures made here, with the reason, and is asked for once', async () => {
    fake.on('generate', refusal(429, 'Quota exceeded for today'));
    const people = ['C0000006', 'C0000007', 'C0000008'].flatMap((id) => ['--customer', id]);
    const { code, stdout } = await media([...people, '--kind', 'image', '--at-once', '1'], withKey());
    expect(code).toBe(0);
    expect(stdout).toContain('3 made in');
    expect(stdout).toMatch(/! not by Gemini: .*C0000006, C0000007, C0000008/);
    expect(new Set(fake.seen.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const medium = await mediumOf('C0000007');
    expect(medium?.entry.provider).toBe('card');
    expect(medium?.attempts[0]).toMatchObject({ provider: 'gemini-image', reason: 'quota' });
  }, 90_000);

  test('a key never goes anywhere by plain http', async () => {
    const { code, stderr } = await media(['--all'], withKey({ GEMINI_BASE_URL: 'http://proxy.example.com' }));
    expect(code).toBe(1);
    expect(stderr).toContain('GEMINI_BASE_URL');
    expect(stderr).toContain('https');
  });

  test('--provider names who is asked first, and nobody who costs money comes after', async () => {
    const { code } = await media(
      ['--customer', 'C0000009', '--kind', 'image', '--provider', 'card'],
      withKey(),
    );
    expect(code).toBe(0);
    expect(fake.seen).toEqual([]);
  });
});

describe('what it is asked wrongly', () => {
  test.for([
    [[], 'say for whom: --customer <id>, --segment <name> or --all'],
    [['--all', '--kind', 'song'], 'use video, voice, image, with commas between them'],
  ] as const)('%j', async ([args, words]) => {
    const { code, stderr } = await media(args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  test('a customer who is not there', async () => {
    const { code, stderr } = await media(['--customer', 'c3']);
    expect(code).toBe(1);
    expect(stderr).toContain('there is no customer "c3"\n  → did you mean C0000003?');
  });
});
