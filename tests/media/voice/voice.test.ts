import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { loudnessOf } from '../../../src/media/audio/loudness.ts';
import { lengthOf, peakOf, type Sound } from '../../../src/media/audio/sound.ts';
import { MOST_CHARACTERS, type Voice } from '../../../src/media/voice/engine.ts';
import { espeak } from '../../../src/media/voice/espeak.ts';
import { flite } from '../../../src/media/voice/flite.ts';
import { voicesFor } from '../../../src/media/voice/voices.ts';

const missing = (name: string) => {
  throw new Error(`Cannot find module '${name}'`);
};

/** That it is speech: heard, not clipped, of many levels, and with tones where a human voice has them. */
function expectSpeech(sound: Sound) {
  expect(loudnessOf(sound)).toBeGreaterThan(-35);
  expect(sound.samples.filter((sample) => Math.abs(sample) > 0.99).length).toBeLessThan(5);
  const frames = Array.from({ length: Math.floor(lengthOf(sound) / 0.05) }, (_, index) => {
    const { rate, samples } = sound;
    return peakOf({ rate, samples: samples.subarray(index * 0.05 * rate, (index + 1) * 0.05 * rate) });
  });
  expect(Math.min(...frames)).toBeLessThan(0.4 * Math.max(...frames));
}

describe.each([
  [
    flite,
    'en',
    16_000,
    'Welcome.',
    'Welcome. It is good to see you again, and there is more that we chose for you.',
  ],
  [espeak, 'hi', 22_050, 'नमस्ते।', 'नमस्ते मीरा जी, फिर मिलकर अच्छा लगा। और भी, जो हमने आपके लिए चुना।'],
] as const)('$name', (voice, language, rate, short, long) => {
  it('speaks: not silent, not clipped, longer for a longer text, the same for the same', async () => {
    const [one, two, again] = await Promise.all(
      [short, long, short].map((text) => voice.speak(text, { language })),
    );
    const [brief, full] = [one, two] as [Sound, Sound];
    expect([brief.rate, full.rate]).toEqual([rate, rate]);
    expectSpeech(full);
    expect(lengthOf(brief)).toBeGreaterThan(0.3);
    expect(lengthOf(full)).toBeGreaterThan(3 * lengthOf(brief));
    // Ten to twenty characters a second is how fast people speak.
    expect(long.length / lengthOf(full)).toBeGreaterThan(8);
    expect(long.length / lengthOf(full)).toBeLessThan(22);
    expect(again).toEqual(brief);
  });

  it('tells before what is missing, and fails with the same when asked to speak', async () => {
    expect(voice.obstacle(language)).toBeUndefined();
    expect(voice.obstacle(language, missing)).toMatchObject({
      code: 'VOICE_MISSING',
      hint: 'npm ci --include=optional brings it.',
    });
    await expect(voice.speak(short, { language, locate: missing })).rejects.toMatchObject({
      code: 'VOICE_MISSING',
    });
    expect(voice.obstacle('ja')?.message).toBe(`${voice.name} has no voice for the language "ja"`);
    await expect(voice.speak(short, { language: 'ja' })).rejects.toMatchObject({ code: 'VOICE_LANGUAGE' });
    expect(voice.obstacle('no language!')).toMatchObject({ code: 'VOICE_LANGUAGE' });
  });

  it('is ended when it takes too long, or is cancelled', async () => {
    await expect(voice.speak(long, { language, timeoutMs: 1 })).rejects.toMatchObject({
      code: 'VOICE_TIMEOUT',
      message: `${voice.name} was ended: no answer within 0.001 seconds`,
    });
    const reason = new Error('cancelled');
    await expect(voice.speak(long, { language, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  describe('given a hostile text', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'voice-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    test.each([
      ['an option', '-o FOLDER/x.wav'],
      ['options', '--voicedump FOLDER/x -psdur -l'],
      ['an option of the other', '--stdin -f FOLDER/x -w FOLDER/y'],
      ['a path', 'FOLDER/x.wav'],
      ['quotes and a command', `'"; touch FOLDER/x; echo "$(touch FOLDER/y)\``],
      ['lines and a NUL', 'one\r\ntwo\0three'],
      ['markup', '<speak><voice name="x">Hi &amp; <break time="99999s"/></voice></speak>'],
      ['phonetic input', '[[h@l@U]] hello'],
      ['one word of 200 letters', 'a'.repeat(200)],
      ['formats', '%s%s%n%x'],
      ['half a character', 'hello \ud800'],
    ])('reads it aloud and touches no file: %s', async (_, hostile) => {
      const sound = await voice.speak(hostile.replaceAll('FOLDER', folder), { language });
      expect(lengthOf(sound)).toBeGreaterThan(0.2);
      expect(await readdir(folder)).toEqual([]);
    });

    test.each([
      ['nothing', '', 'holds no word and no number'],
      ['only pictures', '🎉🎉 ❤️ 1️⃣', 'holds no word and no number'],
      ['only marks', '-- … "" []', 'holds no word and no number'],
      ['10,000 characters', 'word '.repeat(2_000), 'of 10000 characters is too long'],
    ])('refuses it in a sentence: %s', async (_, hostile, fact) => {
      await expect(voice.speak(hostile, { language })).rejects.toMatchObject({
        code: 'VOICE_TEXT',
        message: expect.stringContaining(fact),
      });
    });

    it('reads the longest text it takes in time', async () => {
      const text = 'word '.repeat(MOST_CHARACTERS / 5);
      expect(lengthOf(await voice.speak(text, { language }))).toBeGreaterThan(30);
    });
  });
});

describe('a package that is broken', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voice-'));
    await writeFile(join(folder, 'no.wasm'), 'this is no WebAssembly');
    await writeFile(
      join(folder, 'mute.mjs'),
      'export default async () => ({ FS: { analyzePath: () => ({ exists: false }) } });',
    );
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    [flite, 'no.wasm', /flite did not speak: .*expected magic word/],
    [flite, 'gone.wasm', /flite did not speak: ENOENT/],
    [espeak, 'mute.mjs', /espeak did not speak: it wrote no sound/],
    [espeak, 'gone.mjs', /espeak did not speak: Cannot find module/],
  ] as const)('is a reason and no crash: $name, %s', async (voice, file, message) => {
    const spoken = voice.speak('hello', { language: 'en', locate: () => join(folder, file) });
    await expect(spoken).rejects.toMatchObject({
      code: 'VOICE_BROKEN',
      message: expect.stringMatching(message),
    });
  });
});

describe('the choice of a voice', () => {
  const namesFor = (language: string) => voicesFor(language).map(({ name }: Voice) => name);

  it('is flite for English, eSpeak for the others, none where neither can read it', () => {
    expect(namesFor('en')).toEqual(['flite', 'espeak']);
    expect(namesFor('en-IN')).toEqual(['flite', 'espeak']);
    for (const language of ['hi', 'hi-IN', 'mr', 'ta', 'de', 'pt-BR', 'zh'])
      expect(namesFor(language)).toEqual(['espeak']);
    for (const language of ['ja', 'th', 'he', 'bho', 'tlh', '', 'not a tag'])
      expect(namesFor(language)).toEqual([]);
  });

  it('names only voices that eSpeak has', async () => {
    const { default: start } = await import(
      pathToFileURL(createRequire(import.meta.url).resolve('espeak-ng')).href
    );
    const lines: string[] = [];
    await start({ arguments: ['--voices'], print: (line: string) => lines.push(line), printErr: () => {} });
    const had = new Set(lines.flatMap((line) => line.trim().split(/\s+/).slice(1, 2)));
    const tags = [...'abcdefghijklmnopqrstuvwxyz'].flatMap((a) =>
      [...'abcdefghijklmnopqrstuvwxyz'].map((b) => a + b),
    );
    const named = [...tags, 'bpy', 'kok', 'ltg', 'pt-BR', 'en-US'].flatMap(
      (tag) => espeak.voiceFor(tag) ?? [],
    );
    expect(named.length).toBeGreaterThan(60);
    expect(named.map((voice) => voice.replace('+f5', '')).filter((voice) => !had.has(voice))).toEqual([]);
  });

  it('matters: Hindi is read as words, not letter by letter in English', async () => {
    const text = 'नमस्ते मीरा जी, फिर मिलकर अच्छा लगा।';
    const hindi = lengthOf(await espeak.speak(text, { language: 'hi' }));
    const letters = lengthOf(await espeak.speak([...text].join(' '), { language: 'hi' }));
    expect(hindi).toBeGreaterThan(1.5);
    expect(hindi).toBeLessThan(4.5);
    expect(letters).toBeGreaterThan(1.5 * hindi);
    const english = await espeak.speak('Namaste Meera ji, phir milkar achha laga.', { language: 'en' });
    expect(english.samples).not.toEqual((await espeak.speak(text, { language: 'hi' })).samples);
  });

  it('falls to eSpeak for an English text that flite cannot spell', async () => {
    await expect(flite.speak('Hello मीरा', { language: 'en' })).rejects.toMatchObject({
      code: 'VOICE_TEXT',
      message: 'flite reads Latin letters only, and the text holds "म"',
    });
    const accents = await flite.speak('Macramé – “café”', { language: 'en' });
    expect(accents).toEqual(await flite.speak('Macrame  " cafe "', { language: 'en' }));
    expect(lengthOf(await espeak.speak('Hello मीरा', { language: 'en' }))).toBeGreaterThan(0.5);
  });
});
