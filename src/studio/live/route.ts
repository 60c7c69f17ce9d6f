import type { PitchwrightError } from '../../errors.ts';

/** What a route of the studio is asked. */
export interface Call {
  /** The named parts of its path: `/mails/:id/checks` gives `id`, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /**
   * The body as JSON; undefined when there is none. The route parses it with a schema of its own.
   * @throws PitchwrightError `BODY_INVALID` | `BODY_TOO_LARGE`
   */
  json(): Promise<unknown>;
}

/**
 * One door of the studio: what it answers is sent as JSON. A `PitchwrightError` is answered with 422 (or the `status` of
 * a `Refusal`) and `{code, message, hint}`.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/_studio/`: `copy/file`, `mails/:id/checks`. */
  readonly path: string;
  answer(call: Call): Promise<unknown>;
}

/** What the browser reads when it is refused. */
export interface Refused {
  readonly code: PitchwrightError['code'];
  readonly message: string;
  readonly hint?: string | undefined;
  /** What is wrong in which field of what was sent. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
}
