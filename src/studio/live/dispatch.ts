import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeError, isPitchwrightError, PitchwrightError } from '../../errors.ts';
import { readJson } from './body.ts';
import { STUDIO_PATH } from './guard.ts';
import type { Refused, Route } from './route.ts';

/** Answers a request below `/_studio/` by the route that it names. */
export function dispatcher(routes: readonly Route[]) {
  const known = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://studio');
      const path = pathname.slice(STUDIO_PATH.length);
      const here = known.flatMap(({ route, pattern }) => {
        const found = pattern.exec(path);
        return found ? [{ route, groups: found.groups ?? {} }] : [];
      });
      const match = here.find(({ route }) => route.method === request.method);
      if (!match) {
        const status = here.length === 0 ? 404 : 405;
        refuse(response, status, {
          code: 'ROUTE_UNKNOWN',
          message: `nothing answers ${request.method} here`,
        });
        return;
      }
      const params = Object.fromEntries(
        Object.entries(match.groups).map(([name, text]) => [name, decoded(text)]),
      );
      const json = () => readJson(request);
      reply(response, 200, (await match.route.answer({ params, query: searchParams, json })) ?? {});
    } catch (error) {
      answerError(response, error);
    }
  };
}

/** Says what went wrong: words for a person when it was made for one, otherwise only that the terminal has more. */
export function answerError(response: ServerResponse, error: unknown): void {
  if (isPitchwrightError(error)) {
    const { code, message, hint } = error;
    const fields = error instanceof FieldsRefused ? error.fields : undefined;
    refuse(response, code === 'BODY_TOO_LARGE' ? 413 : code.endsWith('_UNKNOWN') ? 404 : 422, {
      code,
      message,
      hint,
      fields,
    });
    return;
  }
  console.error(describeError(error));
  refuse(response, 500, {
    code: 'STUDIO_FAILED',
    message: 'Something went wrong in the studio.',
    hint: 'The terminal that npm start runs in has the details.',
  });
}

/** What was sent has fields that cannot be taken. */
export class FieldsRefused extends PitchwrightError {
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    super('FIELDS_INVALID', Object.values(fields).join('; '), { hint: 'correct it and try again' });
    this.fields = fields;
  }
}

export function refuse(response: ServerResponse, status: number, refused: Refused): void {
  reply(response, status, refused);
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  // Somebody who sent too much is still sending: the line is closed behind the answer.
  if (status === 413) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** `mails/:id/checks` as an expression. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new PitchwrightError('ADDRESS_INVALID', `${text} is not encoded as an address is`, {
      hint: 'write % as %25',
      cause,
    });
  }
}
