import type { GenerateContentConfig } from '@google/genai';
import { z } from 'zod';
import { MediaFailure, type MediaOrder } from '../provider.ts';
import { quoteService } from './failure.ts';
import { blocked } from './operation-error.ts';
import type { Service } from './service.ts';

/** What a model made at once. */
export interface Generated {
  readonly bytes: Uint8Array;
  /** As the service calls it: nothing to rely on. */
  readonly mimeType: string;
}

const answerSchema = z.object({
  promptFeedback: z
    .object({ blockReason: z.string().optional(), blockReasonMessage: z.string().optional() })
    .optional(),
  candidates: z
    .array(
      z.object({
        finishReason: z.string().optional(),
        finishMessage: z.string().optional(),
        content: z
          .object({
            parts: z
              .array(
                z.object({
                  text: z.string().optional(),
                  inlineData: z.object({ data: z.string(), mimeType: z.string().optional() }).optional(),
                }),
              )
              .optional(),
          })
          .optional(),
      }),
    )
    .optional(),
});

const SAFETY = /SAFETY|BLOCKLIST|PROHIBITED|SPII|RECITATION/;

/**
 * One call that costs money and answers with a voice or a picture.
 * @throws MediaFailure; the signal's reason when it is cancelled.
 */
export async function generate(
  { prompt }: MediaOrder,
  config: GenerateContentConfig,
  { ai, door, paid }: Service,
): Promise<Generated> {
  const { model, apiKey } = door.subject;
  const answer = answerSchema.safeParse(
    await paid(() =>
      // Without automaticContinuation: false the library would go on asking, and paying, by itself.
      ai.models.generateContent({
        model,
        contents: prompt,
        config: { ...config, automaticContinuation: false },
      }),
    ),
  );
  if (!answer.success) throw new MediaFailure('malformed', 'Gemini answered with something unknown');
  const { promptFeedback, candidates } = answer.data;
  const said = (words: string | undefined) => quoteService(words ?? '', apiKey);
  if (promptFeedback?.blockReason) {
    throw blocked(said(promptFeedback.blockReasonMessage ?? promptFeedback.blockReason));
  }
  const candidate = candidates?.[0];
  const { finishReason = 'STOP', finishMessage, content } = candidate ?? {};
  if (SAFETY.test(finishReason)) throw blocked(said(finishMessage ?? finishReason));
  const parts = content?.parts ?? [];
  const made = parts.find(({ inlineData }) => inlineData !== undefined)?.inlineData;
  if (!made) {
    const words = said(parts.map(({ text }) => text ?? '').join(' '));
    const why = words === '' ? (finishReason === 'STOP' ? '' : ` (${said(finishReason)})`) : `: “${words}”`;
    throw new MediaFailure('malformed', `Gemini answered without anything made${why}`);
  }
  if (finishReason !== 'STOP') {
    throw new MediaFailure('malformed', `Gemini stopped before it was done (${said(finishReason)})`);
  }
  return { bytes: Buffer.from(made.data, 'base64'), mimeType: made.mimeType ?? '' };
}
