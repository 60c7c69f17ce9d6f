import type { Refused } from '../live/route.ts';

/** An answer of the studio that is not a yes: its words are for the person. */
export class StudioRefusal extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly fields: Readonly<Record<string, string>>;

  constructor({ code, message, hint, fields = {} }: Refused) {
    super(message);
    this.name = 'StudioRefusal';
    this.code = code;
    this.hint = hint;
    this.fields = fields;
  }
}

/** The token of this start of the studio, from the page itself: a page of another origin cannot read it. */
const token = () => document.querySelector<HTMLMetaElement>('meta[name="studio-token"]')?.content ?? '';

export interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Sent as JSON, unless it is a form. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Asks a route of the studio.
 * @param path below `/_studio/`, as in `Route.path`.
 * @throws StudioRefusal also when the studio does not answer at all (`STUDIO_GONE`)
 */
export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const answer = await send(path, asking);
  return (await answer.json()) as T;
}

/** As `ask`, for an answer that is read as it comes. */
export async function send(path: string, { method = 'GET', body, signal }: Asking): Promise<Response> {
  const isForm = body instanceof FormData;
  const answer = await fetch(`/_studio/${path}`, {
    method,
    headers: {
      'x-studio-token': token(),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new StudioRefusal({
      code: 'STUDIO_GONE',
      message: 'The studio does not answer.',
      hint: 'Look whether npm start still runs.',
    });
  });
  if (answer.ok) return answer;
  const said = (await answer.json().catch(() => undefined)) as Refused | undefined;
  throw new StudioRefusal(
    said ?? { code: 'STUDIO_BROKEN', message: `The studio answered with status ${answer.status}.` },
  );
}
