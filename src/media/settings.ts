import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseYaml } from '../copy/parse-yaml.ts';
import { PitchwrightError } from '../errors.ts';

const model = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]{2,80}$/, 'use the name of a model, such as veo-3.1-generate-001');
const voice = z.string().regex(/^[A-Z][a-z]{1,30}$/, 'use the name of a voice, such as Kore');
const dollars = z.number().positive('use an amount in US dollars above 0').max(1000, 'use at most 1000');
const between = (low: number, high: number) => {
  const words = `use a number from ${low} to ${high}`;
  return z.number(words).min(low, words).max(high, words);
};
const whole = (low: number, high: number) =>
  between(low, high).int(`use a whole number from ${low} to ${high}`);

export const RESOLUTIONS = ['720p', '1080p'] as const;
export const IMAGE_SIZES = ['1K', '2K'] as const;

const shape = z.strictObject({
  models: z
    .strictObject({
      veo: model.default('veo-3.1-fast-generate-001'),
      omni: model.default('gemini-omni-1.2-flash'),
      voice: model.default('gemini-3.8-flash-tts'),
      image: model.default('gemini-3.1-flash-image'),
    })
    .prefault({}),
  video: z
    .strictObject({
      seconds: z.literal([4, 6, 8], 'use 4, 6 or 8').default(8),
      resolution: z.enum(RESOLUTIONS, 'use 720p or 1080p').default('720p'),
    })
    .prefault({})
    .refine(({ seconds, resolution }) => resolution === '720p' || seconds === 8, {
      error: '1080p needs 8 seconds; use 720p or 8',
      path: ['resolution'],
    }),
  image: z.strictObject({ size: z.enum(IMAGE_SIZES, 'use 1K or 2K').default('1K') }).prefault({}),
  /** By language; `other` speaks every language that is not listed. */
  voices: z
    .record(z.string().regex(/^([a-z]{2,3}|other)$/, 'use a language such as en, or other'), voice)
    .default({ en: 'Sulafat', hi: 'Aoede', other: 'Kore' })
    .refine((voices) => voices.other !== undefined, {
      error: 'it has no voice named other; add one for every language that is not listed',
    }),
  /** US dollars, by model. */
  prices: z
    .strictObject({
      /** Per second. */
      video: z.record(model, z.strictObject({ '720p': dollars, '1080p': dollars })).default({
        'veo-3.1-generate-001': { '720p': 0.4, '1080p': 0.4 },
        'veo-3.1-fast-generate-001': { '720p': 0.15, '1080p': 0.15 },
        'veo-3.1-lite-generate-001': { '720p': 0.05, '1080p': 0.08 },
        'gemini-omni-1.2-flash': { '720p': 0.12, '1080p': 0.18 },
      }),
      /** Per 1,000 characters of the prompt. */
      voice: z.record(model, dollars).default({ 'gemini-3.8-flash-tts': 0.04 }),
      /** Each. */
      image: z
        .record(model, z.strictObject({ '1K': dollars, '2K': dollars }))
        .default({ 'gemini-3.1-flash-image': { '1K': 0.07, '2K': 0.11 } }),
    })
    .prefault({}),
  limits: z
    .strictObject({
      // Node gives up on an answer after 300 seconds by itself.
      call_seconds: whole(5, 290).default(120),
      ask_every_seconds: whole(2, 120).default(10),
      wait_minutes: between(1, 60).default(10),
      retries: whole(0, 10).default(4),
      at_once: whole(1, 10).default(2),
    })
    .prefault({}),
});

/** `content/media.yaml`: how media are made at Google. A model without a price is refused: it would pass for free. */
export const mediaSettingsSchema = z
  .preprocess((value) => value ?? {}, shape)
  .superRefine(({ models, prices }, issues) => {
    const priced = { veo: prices.video, omni: prices.video, voice: prices.voice, image: prices.image };
    for (const [use, list] of Object.entries(priced)) {
      const name = models[use as keyof typeof priced];
      if (Object.hasOwn(list, name)) continue;
      const place = use === 'veo' || use === 'omni' ? 'video' : use;
      issues.addIssue({
        code: 'custom',
        path: ['models', use],
        message: `${name} has no price; add one under prices › ${place}`,
        input: name,
      });
    }
  });

export type MediaSettings = z.output<typeof mediaSettingsSchema>;

/**
 * Reads `media.yaml` of the content; without the file, everything is as the schema has it.
 * @throws PitchwrightError `CONTENT_INVALID` | `CONTENT_MISSING`, when it is there and cannot be read.
 */
export async function readMediaSettings(contentDir: string): Promise<MediaSettings> {
  const label = 'content/media.yaml';
  let text: string;
  try {
    text = await readFile(join(contentDir, 'media.yaml'), 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return mediaSettingsSchema.parse({});
    throw new PitchwrightError('CONTENT_MISSING', `${label} cannot be read: ${(cause as Error).message}`, {
      hint: 'make it a file that you may read, or remove it: then the defaults hold',
      cause,
    });
  }
  return parseYaml(text, label, mediaSettingsSchema);
}

/** The voice that speaks a locale: that of `en-GB` is the one of `en`. */
export function voiceFor({ voices }: MediaSettings, locale: string): string {
  const [language = ''] = locale.toLowerCase().split('-');
  return (Object.hasOwn(voices, language) ? voices[language] : voices.other) as string;
}
