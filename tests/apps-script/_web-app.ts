import { createHmac, randomUUID } from 'node:crypto';
import { type AppsScript, bundleAppsScript } from '../../src/delivery/bundle-apps-script.ts';
import {
  type Action,
  type Answer,
  answerSchemas,
  WIRE_VERSION,
  type WireMail,
  type WirePayload,
  type WireRequest,
} from '../../src/delivery/wire.ts';
import { addressKeyOf, hashAddress } from '../../src/pitch/unsubscribe-token.ts';
import { createEmulator, type EmulatorOptions } from './_emulator.ts';

export const SECRET = 'test-secret-test-secret-test-secret-1';
export const UNSUBSCRIBE_SECRET = 'test-unsubscribe-secret-0123456789abcdef';
export const START = new Date('2026-11-23T03:30:00Z');

let bundle: Promise<AppsScript> | undefined;

/** The bundled web app in its emulator, set up, on a clock that stands still unless `start` says otherwise. */
export async function webApp(options: Partial<EmulatorOptions> = {}) {
  bundle ??= bundleAppsScript();
  const { code, manifest } = await bundle;
  const properties = { APPS_SCRIPT_SECRET: SECRET, UNSUBSCRIBE_SECRET, ...options.properties };
  const emulator = createEmulator({ code, manifest, start: START, ...options, properties });

  /** Posts a signed request and reads the answer. */
  function ask<A extends Action>(
    payload: Extract<WirePayload, { action: A }>,
    change: Partial<WireRequest> = {},
  ): Answer<A> {
    const body = JSON.stringify({ ...signedRequest(payload, emulator.now()), ...change });
    return readAnswer(payload.action as A, emulator.post({ body }).content);
  }
  return { emulator, ask };
}

export function signedRequest(payload: unknown, timestamp: number, secret = SECRET): WireRequest {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const nonce = randomUUID();
  return {
    v: WIRE_VERSION,
    timestamp,
    nonce,
    payload: text,
    signature: createHmac('sha256', secret).update(`${timestamp}.${nonce}.${text}`).digest('hex'),
  };
}

export function readAnswer<A extends Action>(action: A, content: string): Answer<A> {
  return answerSchemas[action].parse(JSON.parse(content)) as Answer<A>;
}

export const wireMail: WireMail = {
  to: 'asha@mail.example.com',
  fromName: 'Kachnar Lane',
  replyTo: 'care@kachnarlane.example',
  subject: 'नमस्ते 🎉',
  text: 'text',
  html: '<p>html</p>',
  inline: [],
  attachments: [],
};

export function sendOf(n: number, change: Partial<WireMail> = {}) {
  const mail = { ...wireMail, to: `customer-${n}@mail.example.com`, ...change };
  return {
    action: 'send',
    key: `c${n}.pitchwright@kachnarlane.example`,
    campaign: 'vip-early-access',
    segment: 'VIP',
    addressKey: addressKeyOf(hashAddress(mail.to)),
    mail,
  } as const;
}
