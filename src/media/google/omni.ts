import { z } from 'zod';
import { MediaFailure, type MediaOrder, type MediaProvider } from '../provider.ts';
import { quoteService, ServiceFailure } from './failure.ts';
import { type FilmMaker, makeFilm } from './film.ts';
import { filmCost, filmReadiness } from './film-order.ts';
import { failureOfOperation } from './operation-error.ts';
import { type GoogleContext, type Service, withService } from './service.ts';

/** Films by Gemini Omni, for plain keys. */
export function omni(context: GoogleContext): MediaProvider {
  const { settings, access } = context;
  return {
    name: 'omni',
    kind: 'video',
    place: 'google',
    model: settings.models.omni,
    readiness: async (order) => filmReadiness('omni', access, settings, order),
    cost: () => filmCost('omni', settings),
    inputs: ({ prompt, aspect }) => ({ prompt, aspect, ...settings.video }),
    make: (order, bench) =>
      withService('omni', order, bench, context, (service) =>
        makeFilm(maker(order, service, context), service, order, bench, context),
      ),
  };
}

const begun = z.object({ id: z.string().regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,299}$/) });

const asked = z.object({
  status: z.string(),
  errors: z.array(z.object({ code: z.unknown().optional(), message: z.unknown().optional() })).optional(),
  output_video: z.object({ data: z.string().optional(), uri: z.string().optional() }).optional(),
  output_text: z.string().optional(),
});

function maker(
  { prompt, aspect }: MediaOrder,
  { ai, door }: Service,
  { settings }: GoogleContext,
): FilmMaker {
  const { seconds, resolution } = settings.video;
  const { apiKey } = door.subject;
  return {
    async begin() {
      const interaction = await ai.interactions.create({
        model: settings.models.omni,
        input: prompt,
        response_format: {
          type: 'video',
          aspect_ratio: aspect,
          duration: `${seconds}s`,
          resolution,
          delivery: 'inline',
        },
        background: true,
      });
      const result = begun.safeParse(interaction);
      if (result.success) return result.data.id;
      throw new MediaFailure('malformed', 'Gemini took the order for a film and gave it no usable name');
    },
    async ask(id) {
      const answer = asked.safeParse(await ai.interactions.get(id));
      if (!answer.success) throw new ServiceFailure('malformed', 'Gemini says nothing usable about the film');
      const { status, errors, output_video, output_text } = answer.data;
      if (status === 'in_progress' || status === 'queued') return 'not yet';
      if (status === 'budget_exceeded') {
        throw new MediaFailure('quota', 'the budget that is set at Gemini is used up', {
          hint: 'look at the budget of the project of the key',
        });
      }
      const [error] = errors ?? [];
      if (error) throw failureOfOperation(error, apiKey);
      if (status === 'completed' && output_video?.data) return { base64: output_video.data };
      if (status === 'completed' && output_video?.uri) return { uri: output_video.uri };
      const said = quoteService(output_text ?? '', apiKey);
      throw failureOfOperation(
        { message: said || `it ended as ${status.slice(0, 40)}, without a film` },
        apiKey,
      );
    },
  };
}
