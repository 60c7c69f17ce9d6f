import './prism-off.ts';
import { isPitchwrightError, PitchwrightError } from '../../errors.ts';
import type { ModelCounts } from '../../pitch/counts.ts';
import { createPreviewKit, type PreviewKit } from '../../render/browser-kit.ts';
import type { Piece } from '../../render/workshop.ts';
import type { CustomerRecord } from '../../store/store.ts';

/** First the address of the kit, then any number of requests. */
export type Question =
  | { readonly kit: string }
  | { readonly id: number; readonly records: readonly CustomerRecord[]; readonly counts: ModelCounts };

export type Answer =
  | { readonly id: number; readonly pieces: readonly Piece[] }
  | {
      readonly id: number;
      readonly code: string;
      readonly message: string;
      readonly hint: string | undefined;
    };

let kit: Promise<PreviewKit> | undefined;

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  if ('kit' in data) {
    kit = openKit(data.kit);
    // Whoever asks for a preview is told.
    kit.catch(() => {});
  } else void answer(data).then((words) => postMessage(words));
});

async function answer({ id, records, counts }: Exclude<Question, { kit: string }>): Promise<Answer> {
  try {
    return { id, pieces: await ((await kit) as PreviewKit).preview(records, counts) };
  } catch (error) {
    const { message } = error as Error;
    if (isPitchwrightError(error)) return { id, code: error.code, message, hint: error.hint };
    return { id, code: 'PREVIEW_FAILED', message, hint: undefined };
  }
}

async function openKit(address: string): Promise<PreviewKit> {
  const unavailable = (fact: string, cause?: unknown) =>
    new PitchwrightError('PREVIEW_UNAVAILABLE', `the preview cannot be made: ${fact}`, {
      hint: 'check the connection and reload the page',
      cause,
    });
  const reply = await fetch(address).catch((cause) => {
    throw unavailable(`${new URL(address).pathname} cannot be fetched`, cause);
  });
  if (!reply.ok) throw unavailable(`${new URL(address).pathname} answered ${reply.status}`);
  return createPreviewKit(await reply.json());
}
