import type { IncomingMessage } from 'node:http';
import { PitchwrightError } from '../../errors.ts';

const MEGABYTE = 1_000_000;

/**
 * Reads a body, as far as the limit; beyond it the rest is not read.
 * @throws PitchwrightError `BODY_TOO_LARGE`
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit) throw tooLarge(limit);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw tooLarge(limit);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** @throws PitchwrightError `BODY_TOO_LARGE` | `BODY_INVALID` */
export async function readJson(request: IncomingMessage, limit = MEGABYTE): Promise<unknown> {
  const text = (await readBody(request, limit)).toString('utf8');
  if (text === '') return undefined;
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new PitchwrightError('BODY_INVALID', 'the body is not marked as JSON', {
      hint: 'send it with content-type: application/json',
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PitchwrightError('BODY_INVALID', `the body is no JSON: ${(cause as Error).message}`, {
      hint: 'send one JSON object',
      cause,
    });
  }
}

export function tooLarge(limit: number): PitchwrightError {
  const size = limit >= MEGABYTE ? `${limit / MEGABYTE} MB` : `${limit / 1000} kB`;
  return new PitchwrightError('BODY_TOO_LARGE', `more than ${size} was sent; nothing of it was taken`, {
    hint: 'send less, or use the command in a terminal, which has no such limit',
  });
}
