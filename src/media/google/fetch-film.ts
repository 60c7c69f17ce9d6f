import { MediaFailure } from '../provider.ts';
import { mayHaveKey } from './access.ts';
import { type DoorOptions, exchange } from './door.ts';
import { failureOfAnswer } from './failure.ts';

/** Where a film is, as an answer says it: in the answer, or at an address. */
export type FilmPlace = { readonly base64: string } | { readonly uri: string };

const MOST_HOPS = 3;
const GONE: readonly number[] = [403, 404, 410];

/** @throws MediaFailure; the signal's reason when it is cancelled. */
export async function fetchFilm(place: FilmPlace, options: DoorOptions): Promise<Uint8Array> {
  return 'base64' in place ? Buffer.from(place.base64, 'base64') : download(place.uri, options);
}

/**
 * Only by TLS or from the configured address. Each hop is judged anew, and the key goes to Google and to that address
 * only.
 */
async function download(uri: string, options: DoorOptions): Promise<Uint8Array> {
  const { access, subject, now } = options;
  let url = parse(uri);
  for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
    if (url.protocol !== 'https:' && url.origin !== new URL(access.baseUrl).origin) {
      throw new MediaFailure(
        'malformed',
        `the film is said to be at ${url.protocol}//, where it is not fetched from`,
      );
    }
    const headers: Record<string, string> = mayHaveKey(url, access)
      ? { 'x-goog-api-key': subject.apiKey }
      : {};
    const { response, bytes } = await exchange(url, { headers }, options);
    const { status } = response;
    if (response.ok) return bytes;
    const next = response.headers.get('location');
    if (status >= 300 && status < 400 && next !== null) {
      url = parse(next, url);
      continue;
    }
    if (GONE.includes(status)) {
      throw new MediaFailure('expired', `Gemini no longer has the film it made (${status})`, {
        hint: ANEW_HINT,
      });
    }
    const body = new TextDecoder().decode(bytes);
    throw failureOfAnswer({ status, body, retryAfter: response.headers.get('retry-after') }, subject, now());
  }
  throw new MediaFailure('malformed', `the film is behind more than ${MOST_HOPS} redirections`);
}

export const ANEW_HINT = 'with --retry it is ordered anew, and charged anew';

function parse(uri: string, base?: URL): URL {
  const url = URL.parse(uri, base);
  if (url) return url;
  throw new MediaFailure('malformed', 'Gemini gives an address for the film that is none');
}
