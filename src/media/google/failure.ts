import { slot } from '../../pitch/slot.ts';
import { type FailureReason, MediaFailure } from '../provider.ts';

/** A failure of one call, with what decides whether it is worth asking again. */
export class ServiceFailure extends MediaFailure {
  /** Of the answer, if there was one. */
  readonly status: number | undefined;
  /** How long the service wants to be left alone, in milliseconds. */
  readonly retryAfter: number | undefined;
  /** The service was not reached, but nobody or a stranger, so nothing can have been begun. */
  readonly isUnsent: boolean;

  constructor(
    reason: FailureReason,
    message: string,
    options: {
      hint?: string;
      cause?: unknown;
      status?: number;
      retryAfter?: number;
      isUnsent?: boolean;
    } = {},
  ) {
    super(reason, message, options);
    this.status = options.status;
    this.retryAfter = options.retryAfter;
    this.isUnsent = options.isUnsent ?? false;
  }
}

/** What messages are about, and what must not be in them. */
export interface Subject {
  readonly model: string;
  /** The key of `models` in media.yaml. */
  readonly use: string;
  readonly apiKey: string;
}

/** What a service said, fit to be shown: one line, cut, without the key, which Google itself prints at times. */
export function quoteService(said: string, apiKey: string, most = 240): string {
  const hidden = [apiKey, encodeURIComponent(apiKey)].reduce(
    (text, secret) => (secret === '' ? text : text.replaceAll(secret, '(key)')),
    said,
  );
  const line = slot(hidden.replace(/<[^>]*>/g, ' ')).replace(/\.$/, '');
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}

/** An answer that is not 2xx, in our words and the service's own. */
export function failureOfAnswer(
  answer: { readonly status: number; readonly body: string; readonly retryAfter: string | null },
  subject: Subject,
  now: number,
): ServiceFailure {
  const { message, reason, retryDelay } = readError(answer.body);
  const wait = readRetryAfter(answer.retryAfter, now) ?? retryDelay;
  const said = quoteService(message, subject.apiKey);
  const options = { status: answer.status, ...(wait === undefined ? {} : { retryAfter: wait }) };
  const fail = (why: FailureReason, fact: string, hint?: string) =>
    new ServiceFailure(why, said === '' ? fact : `${fact}: “${said}”`, {
      ...options,
      ...(hint === undefined ? {} : { hint }),
    });
  const { status } = answer;
  const isKey = /API_KEY|ACCESS_TOKEN|CONSUMER|BILLING/.test(reason) || /\bapi key\b|\bbilling\b/i.test(said);
  if (status === 401 || status === 403 || (status === 400 && isKey)) {
    return fail('refused', `Gemini refuses the key or its project (${status})`, KEY_HINT);
  }
  if (status === 404) {
    const { model, use } = subject;
    return fail(
      'refused',
      `Gemini does not know the model ${model} (404)`,
      `correct models › ${use} in content/media.yaml, or see whether GEMINI_ENTERPRISE and GEMINI_BASE_URL are right`,
    );
  }
  if (status === 429 || status === 402) {
    return fail('quota', `Gemini's quota is used up (${status})`, 'wait, or ask Google for a larger quota');
  }
  if (status === 408 || status === 504) return fail('too-slow', `Gemini took too long (${status})`);
  if (status >= 500) return fail('unreachable', `Gemini is not available (${status})`, 'try again later');
  if (status >= 300 && status < 400) {
    return fail(
      'malformed',
      `Gemini answered with a redirection (${status}), which is not followed`,
      BASE_HINT,
    );
  }
  return fail('unsupported', `Gemini does not accept this (${status})`);
}

export const KEY_HINT = 'look at GEMINI_API_KEY and GEMINI_ENTERPRISE, and at the project of the key';
export const BASE_HINT = 'look at GEMINI_BASE_URL';

/**
 * Whatever was thrown around a call, as a failure. What came through the door is found again inside of what the library
 * wraps around it.
 */
export function failureOf(error: unknown, { apiKey }: Pick<Subject, 'apiKey'>): MediaFailure {
  for (let inner = error, depth = 0; inner instanceof Error && depth < 6; inner = inner.cause, depth += 1) {
    if (inner instanceof MediaFailure) return inner;
  }
  const said = quoteService(error instanceof Error ? error.message : String(error), apiKey);
  return new ServiceFailure('malformed', `what Gemini answered cannot be used: ${said}`);
}

/** Why there was no answer: `UND_ERR_SOCKET`, `ECONNREFUSED`. The cause of `fetch failed` knows. */
export function failureOfNetwork(error: unknown): ServiceFailure {
  let code = 'no answer';
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const { code: own } = inner as NodeJS.ErrnoException;
    if (typeof own === 'string') code = own;
  }
  return new ServiceFailure('unreachable', `Gemini cannot be reached (${code})`, {
    hint: 'look at the network and at GEMINI_BASE_URL',
    isUnsent: ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'].includes(code),
    cause: error,
  });
}

/** Google's error bodies: `{error: {message, status, details}}`, in a list at times, or a page of a proxy. */
function readError(body: string): { message: string; reason: string; retryDelay?: number } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    const title = /<title[^>]*>([^<]*)</i.exec(body)?.[1];
    return { message: title ?? body, reason: '' };
  }
  const outer = (Array.isArray(parsed) ? parsed[0] : parsed) as { error?: unknown } | null;
  const error = (outer?.error ?? outer) as { message?: unknown; details?: unknown } | null;
  const details = Array.isArray(error?.details) ? (error.details as Record<string, unknown>[]) : [];
  const reasons = details.map((detail) => detail?.reason).filter((reason) => typeof reason === 'string');
  const delay = details.map((detail) => /^([\d.]+)s$/.exec(String(detail?.retryDelay))?.[1]).find(Boolean);
  return {
    message: typeof error?.message === 'string' ? error.message : body,
    reason: reasons.join(' '),
    ...(delay === undefined ? {} : { retryDelay: Number(delay) * 1000 }),
  };
}

/** Seconds, or a date (RFC 9110, 10.2.3), in milliseconds from now. */
function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
