import type { WirePayload, WireRequest } from '../src/delivery/wire.ts';
import type { Memory } from './memory.ts';
import { Refusal } from './refusal.ts';
import { setting } from './settings.ts';
import { either, exactly, flag, list, matching, object, text, whole } from './shape.ts';
import { hmacHex, isSame } from './signature.ts';
import { SKEW, VERSION } from './version.ts';

export interface OpenedRequest {
  readonly nonce: string;
  readonly payload: WirePayload;
}

/**
 * Opens a signed request. Whoever lacks the secret learns nothing but that.
 * @throws Refusal
 */
export function openRequest(body: string): OpenedRequest {
  const secret = setting('APPS_SCRIPT_SECRET');
  if (secret.length < 32) {
    throw new Refusal('not_configured', 'The script has no APPS_SCRIPT_SECRET; run setup() in the editor.');
  }
  const request = parse(body);
  if (!isRequest(request)) {
    throw new Refusal(
      'bad_request',
      `This is no request of version ${VERSION}; bring both sides up to date.`,
    );
  }
  const { timestamp, nonce, payload, signature } = request as WireRequest;
  if (!isSame(signature, hmacHex(`${timestamp}.${nonce}.${payload}`, secret))) {
    throw new Refusal(
      'bad_signature',
      'The signature is wrong; APPS_SCRIPT_SECRET must be the same on both sides.',
    );
  }
  const skew = timestamp - Date.now();
  if (Math.abs(skew) > SKEW) {
    const words = `${Math.round(Math.abs(skew) / 1000)} s ${skew < 0 ? 'behind' : 'ahead'}`;
    throw new Refusal('skewed', `The sender’s clock is ${words}; set it right.`);
  }
  const opened = parse(payload);
  if (!isPayload(opened)) throw new Refusal('bad_request', 'The payload is not what version 2 sends.');
  return { nonce, payload: opened as WirePayload };
}

// CacheService keeps nothing for sure: what a replay must never do, send twice, the memory of keys prevents as well.
/** @throws Refusal when it was used before, or declared void. */
export function spendNonce(memory: Memory, nonce: string): void {
  const cache = CacheService.getScriptCache();
  if (cache.get(`nonce.${nonce}`) || voided(memory).some(([each]) => each === nonce)) {
    throw new Refusal('replayed', 'This request was here before, or comes too late.');
  }
  cache.put(`nonce.${nonce}`, '1', LIFE / 1000);
}

/** Requests with these are refused from now on, for as long as they could still be fresh. */
export function voidNonces(memory: Memory, nonces: readonly string[]): void {
  if (nonces.length === 0) return;
  const until = Date.now() + LIFE;
  const all = [...voided(memory), ...nonces.map((nonce) => [nonce, until] as const)].slice(-100);
  memory.set('void', all.map(([nonce, time]) => `${nonce}:${time}`).join(' '));
  memory.save();
}

const LIFE = 2 * SKEW + 60_000;

function voided(memory: Memory): readonly (readonly [nonce: string, until: number])[] {
  return memory
    .get('void')
    .split(' ')
    .map((entry) => [entry.split(':')[0] || '', Number(entry.split(':')[1])] as const)
    .filter(([, until]) => until > Date.now());
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const nonce = matching(/^[\w-]{16,64}$/);

const isRequest = object({
  v: exactly(VERSION),
  timestamp: whole,
  nonce,
  payload: text,
  signature: matching(/^[0-9a-f]{64}$/),
});

const base64 = matching(/^[A-Za-z0-9+/]*={0,2}$/);
const key = matching(/^[\x21-\x7e]{1,250}$/);
const file = { filename: text, contentType: text };

const mail = object({
  to: text,
  fromName: text,
  replyTo: text,
  subject: text,
  text,
  html: text,
  inline: list(object({ ...file, cid: text, base64 })),
  attachments: list(
    either(
      object({ ...file, base64 }),
      object({
        ...file,
        url: matching(/^https:\/\/[^\s/?#@]+([/?#]\S*)?$/),
        size: whole,
        sha256: matching(/^[0-9a-f]{64}$/),
      }),
    ),
  ),
});

const isPayload = either(
  object({ action: exactly('send'), key, campaign: text, segment: text, mail }, { again: flag }),
  object({ action: exactly('status'), keys: list(key, 1, 100) }, { void: list(nonce, 0, 20) }),
  object({ action: exactly('health') }),
  object({ action: exactly('pull'), since: matching(/^\d*$/) }),
);
