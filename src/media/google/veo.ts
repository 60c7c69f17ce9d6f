import { z } from 'zod';
import { MediaFailure, type MediaOrder, type MediaProvider } from '../provider.ts';
import { loadLibrary } from './client.ts';
import { quoteService, ServiceFailure } from './failure.ts';
import type { FilmPlace } from './fetch-film.ts';
import { type FilmMaker, makeFilm } from './film.ts';
import { filmCost, filmReadiness } from './film-order.ts';
import { blocked, failureOfOperation } from './operation-error.ts';
import { type GoogleContext, type Service, withService } from './service.ts';

/** What must not be seen, in words that the model knows. */
const UNWANTED =
  'text, subtitles, captions, letters, numbers, watermark, logo, recognisable face, distorted hands';

/** Films by Veo, for keys of the Gemini Enterprise Agent Platform. */
export function veo(context: GoogleContext): MediaProvider {
  const { settings, access } = context;
  return {
    name: 'veo',
    kind: 'video',
    place: 'google',
    model: settings.models.veo,
    readiness: async (order) => filmReadiness('veo', access, settings, order),
    cost: () => filmCost('veo', settings),
    inputs: ({ prompt, aspect }) => ({ prompt, aspect, ...settings.video, unwanted: UNWANTED }),
    make: (order, bench) =>
      withService('veo', order, bench, context, (service) =>
        makeFilm(maker(order, service, context), service, order, bench, context),
      ),
  };
}

/** `…/models/{model}/operations/{id}`: what stands before `/operations/` becomes a part of an address. */
const NAME = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/)+operations\/[A-Za-z0-9_-]+$/;

const begun = z.object({ name: z.string().max(500).regex(NAME) });

const asked = z.object({
  done: z.boolean().optional(),
  error: z.object({ code: z.unknown().optional(), message: z.unknown().optional() }).optional(),
  response: z
    .object({
      generatedVideos: z
        .array(
          z.object({ video: z.object({ uri: z.string().optional(), videoBytes: z.string().optional() }) }),
        )
        .optional(),
      raiMediaFilteredCount: z.number().optional(),
      raiMediaFilteredReasons: z.array(z.string()).optional(),
    })
    .optional(),
});

function maker(
  { prompt, aspect }: MediaOrder,
  { ai, door }: Service,
  { settings }: GoogleContext,
): FilmMaker {
  const { seconds, resolution } = settings.video;
  return {
    async begin() {
      const operation = await ai.models.generateVideos({
        model: settings.models.veo,
        source: { prompt },
        config: {
          numberOfVideos: 1,
          aspectRatio: aspect,
          durationSeconds: seconds,
          resolution,
          negativePrompt: UNWANTED,
          personGeneration: 'dont_allow',
          generateAudio: true,
        },
      });
      const result = begun.safeParse(operation);
      if (result.success) return result.data.name;
      throw new MediaFailure('malformed', 'Gemini took the order for a film and gave it no usable name');
    },
    async ask(name) {
      const { GenerateVideosOperation } = await loadLibrary();
      const operation = Object.assign(new GenerateVideosOperation(), { name });
      const answer = asked.safeParse(await ai.operations.getVideosOperation({ operation }));
      if (!answer.success) throw new ServiceFailure('malformed', 'Gemini says nothing usable about the film');
      const { done, error, response } = answer.data;
      if (error) throw failureOfOperation(error, door.subject.apiKey);
      if (!done) return 'not yet';
      const place = placeOf(response?.generatedVideos?.[0]?.video);
      if (place) return place;
      if ((response?.raiMediaFilteredCount ?? 0) > 0) {
        throw blocked(quoteService(response?.raiMediaFilteredReasons?.join(' ') ?? '', door.subject.apiKey));
      }
      throw new MediaFailure('malformed', 'Gemini says that the film is done, and sent none');
    },
  };
}

function placeOf(video: { uri?: string | undefined; videoBytes?: string | undefined } | undefined) {
  const place: FilmPlace | undefined = video?.videoBytes
    ? { base64: video.videoBytes }
    : video?.uri
      ? { uri: video.uri }
      : undefined;
  return place;
}
