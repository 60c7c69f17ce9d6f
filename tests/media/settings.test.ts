import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isPitchwrightError } from '../../src/errors.ts';
import { mediaSettingsSchema, readMediaSettings, voiceFor } from '../../src/media/settings.ts';

const DEFAULTS = mediaSettingsSchema.parse({});

async function folderWith(text?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pitchwright-settings-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (text !== undefined) await writeFile(join(folder, 'media.yaml'), text);
  return folder;
}

async function refusal(text: string): Promise<string> {
  try {
    await readMediaSettings(await folderWith(text));
  } catch (error) {
    if (isPitchwrightError(error)) return `${error.code}: ${error.message}`;
  }
  throw new Error('it was not refused');
}

test("the project's own file says what holds without it", async () => {
  const folder = await folderWith();
  await cp('content/media.yaml', join(folder, 'media.yaml'));
  expect(await readMediaSettings(folder)).toEqual(DEFAULTS);
});

test.each([
  ['no file', undefined],
  ['an empty one', ''],
  ['nothing but comments', '# nothing yet\n'],
  ['a part', 'video: { seconds: 8 }\n'],
])('%s is enough', async (_name, text) => {
  expect(await readMediaSettings(await folderWith(text))).toEqual(DEFAULTS);
});

test('what is set, is set; the rest stays', async () => {
  const settings = await readMediaSettings(
    await folderWith(
      'video: { seconds: 4 }\nlimits: { retries: 0, wait_minutes: 2.5 }\nvoices: { other: Puck }\n',
    ),
  );
  expect(settings.video).toEqual({ seconds: 4, resolution: '720p' });
  expect(settings.limits).toEqual({ ...DEFAULTS.limits, retries: 0, wait_minutes: 2.5 });
  expect(voiceFor(settings, 'en')).toBe('Puck');
});

describe('errors name the file, the line and the key', () => {
  test.each([
    ['video:\n  seconds: 5', 'line 2: video › seconds is not right: use 4, 6 or 8.'],
    ['video:\n  second: 8', 'line 2: video › second is not known here; remove it or correct its spelling.'],
    [
      'video: { seconds: 4, resolution: 1080p }',
      'line 1: video › resolution is not right: 1080p needs 8 seconds; use 720p or 8.',
    ],
    [
      'models: { veo: "Veo 3!" }',
      'line 1: models › veo is not right: use the name of a model, such as veo-3.1-generate-001.',
    ],
    [
      'models:\n  veo: veo-9',
      'line 2: models › veo is not right: veo-9 has no price; add one under prices › video.',
    ],
    [
      'models: { voice: constructor }',
      'line 1: models › voice is not right: constructor has no price; add one under prices › voice.',
    ],
    [
      'prices: { image: { x-1-image: { 1K: 1, 2K: 1 } } }',
      'line 1: models › image is not right: gemini-3.1-flash-image has no price; add one under prices › image.',
    ],
    [
      'prices: { voice: { gemini-3.8-flash-tts: 0 } }',
      'line 1: prices › voice › gemini-3.8-flash-tts is not right: use an amount in US dollars above 0.',
    ],
    [
      'voices: { en: Kore }',
      'line 1: voices is not right: it has no voice named other; add one for every language that is not listed.',
    ],
    [
      'voices: { other: "Kore; rm" }',
      'line 1: voices › other is not right: use the name of a voice, such as Kore.',
    ],
    ['limits: { at_once: 0 }', 'line 1: limits › at_once is not right: use a number from 1 to 10.'],
    ['limits: { at_once: 1.5 }', 'line 1: limits › at_once is not right: use a whole number from 1 to 10.'],
    [
      'limits: { wait_minutes: soon }',
      'line 1: limits › wait_minutes is not right: use a number from 1 to 60.',
    ],
    ['image: { size: 4K }', 'line 1: image › size is not right: use 1K or 2K.'],
    ['- a list', 'line 1: the file is not right: '],
  ])('%j', async (text, words) => {
    expect(await refusal(text)).toContain(`CONTENT_INVALID: content/media.yaml ${words}`);
  });

  test('a folder in its place is not passed over', async () => {
    const folder = await folderWith();
    await mkdir(join(folder, 'media.yaml'));
    await expect(readMediaSettings(folder)).rejects.toMatchObject({ code: 'CONTENT_MISSING' });
  });
});

test('a language is spoken by its own voice, whatever the country; the others by other', () => {
  expect(voiceFor(DEFAULTS, 'hi')).toBe('Aoede');
  expect(voiceFor(DEFAULTS, 'en-GB')).toBe('Sulafat');
  expect(voiceFor(DEFAULTS, 'ta')).toBe('Kore');
  expect(voiceFor(DEFAULTS, 'constructor')).toBe('Kore');
});
