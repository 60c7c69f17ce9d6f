import { type Access, mayHaveKey } from './access.ts';
import { BASE_HINT, failureOfAnswer, failureOfNetwork, ServiceFailure, type Subject } from './failure.ts';

export interface DoorOptions {
  readonly access: Access;
  readonly subject: Subject;
  readonly signal: AbortSignal;
  readonly callSeconds: number;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** 64 MiB: a film of 8 seconds has less than 20, a third more when it comes as text. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * The `fetch` that the library calls: everything that goes to the service passes here. It goes to the configured
 * address only, follows no redirection (the key would go along), waits and reads no more than allowed, and gives back
 * nothing but JSON. Whatever else comes is thrown: the library would repeat a 5xx and a lost connection up to four times
 * by itself (`interactions`), also where that is paid for twice.
 */
export function openDoor(options: DoorOptions): typeof globalThis.fetch {
  const { access, subject, now } = options;
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!mayHaveKey(url, access)) {
      throw new ServiceFailure('malformed', `a call would go to ${url.host}, which was not asked for`, {
        isUnsent: true,
      });
    }
    const { response, bytes } = await exchange(input, init ?? {}, options);
    const text = new TextDecoder().decode(bytes);
    if (!response.ok) {
      const { status, headers } = response;
      throw failureOfAnswer({ status, body: text, retryAfter: headers.get('retry-after') }, subject, now());
    }
    const type = response.headers.get('content-type') ?? 'no type';
    if (!/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
      throw new ServiceFailure('malformed', `Gemini answered with ${type.slice(0, 60)} in place of JSON`, {
        hint: BASE_HINT,
        isUnsent: true,
      });
    }
    // Whole already, so that no limit is left to be broken while the library reads it.
    return new Response(text, { status: response.status, headers: { 'content-type': 'application/json' } });
  };
}

/** One request and its whole answer. @throws ServiceFailure; the signal's reason when it is cancelled. */
export async function exchange(
  input: RequestInfo | URL,
  init: RequestInit,
  { fetch, signal, callSeconds }: DoorOptions,
): Promise<{ readonly response: Response; readonly bytes: Uint8Array }> {
  const limit = AbortSignal.timeout(callSeconds * 1000);
  try {
    const response = await fetch(input, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.any([signal, limit]),
    });
    return { response, bytes: await readBounded(response) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ServiceFailure) throw error;
    if (limit.aborted) {
      throw new ServiceFailure('too-slow', `Gemini gave no answer within ${callSeconds} seconds`, {
        hint: 'raise limits › call_seconds in content/media.yaml if this happens often',
      });
    }
    throw failureOfNetwork(error);
  }
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MOST_BYTES) {
      throw new ServiceFailure('malformed', `Gemini answered with more than ${MOST_BYTES / 2 ** 20} MiB`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
