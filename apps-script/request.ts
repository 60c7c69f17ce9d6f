import type { WirePayload, WireRequest } from '../src/delivery/wire.ts';
import { Refusal } from './refusal.ts';
import { setting } from './settings.ts';
import { either, exactly, flag, list, matching, object, text, whole } from './shape.ts';
import { hmacHex, isSame } from './signature.ts';
import { SKEW, VERSION } from './version.ts';

export interface OpenedRequest {
  readonly nonce: string;
  /** When it was signed, by the sender's clock. */
  readonly timestamp: number;
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
  if (!isPayload(opened))
    throw new Refusal('bad_request', `The payload is not what version ${VERSION} sends.`);
  return { nonce, timestamp, payload: opened as WirePayload };
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
  object(
    {
      action: exactly('send'),
      key,
      campaign: text,
      segment: text,
      addressKey: matching(/^[\w-]{22}$/),
      mail,
    },
    { again: flag },
  ),
  object({ action: exactly('status'), keys: list(key, 1, 100) }, { void: list(nonce, 0, 20), fence: flag }),
  object({ action: exactly('health') }),
  object({ action: exactly('pull'), since: matching(/^\d*$/) }),
);
