import { z } from 'zod';

/**
 * What goes over the wire between the channel and the web app in `apps-script/`: the one description both are held to.
 * The web app uses its types only and checks by hand, because it must stay small; the emulator's tests prove that the
 * two agree.
 *
 * A request is a POST of JSON whose `payload` is a string of JSON. Google hands no headers to a script, so the signature
 * stands in the body, over the exact string: HMAC-SHA256 (hex) of `timestamp + '.' + nonce + '.' + payload`.
 */
export const WIRE_VERSION = 3;

/** Requests older or newer than this are refused, milliseconds. */
export const WIRE_SKEW = 5 * 60_000;

const nonce = z.string().regex(/^[\w-]{16,64}$/);

export const requestSchema = z.strictObject({
  v: z.literal(WIRE_VERSION),
  /** Milliseconds since 1970. */
  timestamp: z.number().int(),
  /** Used once. */
  nonce,
  payload: z.string(),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});

const base64 = z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/);
const key = z.string().regex(/^[\x21-\x7e]{1,250}$/);

const fileSchema = z.union([
  z.strictObject({ filename: z.string(), contentType: z.string(), base64 }),
  /** The script fetches it itself, from hosts its properties list. `sha256` is that of the bytes. */
  z.strictObject({
    filename: z.string(),
    contentType: z.string(),
    url: z.url({ protocol: /^https$/ }),
    size: z.number().int(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
]);

/**
 * The sender's address is always the account that owns the script; of the recipient there is the address alone, because
 * MailApp documents no display names, and a comma in one would be a second recipient.
 */
export const wireMailSchema = z.strictObject({
  to: z.string(),
  fromName: z.string(),
  replyTo: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  inline: z.array(z.strictObject({ cid: z.string(), filename: z.string(), contentType: z.string(), base64 })),
  attachments: z.array(fileSchema),
});

export const payloadSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('send'),
    /** The Message-ID: the same mail always has the same key, and is sent once. */
    key,
    campaign: z.string(),
    segment: z.string(),
    /**
     * Of the recipient's address, as in `src/pitch/unsubscribe-token.ts`: nothing goes to whoever unsubscribed with it.
     * The script cannot work it out, because its runtime writes no domain in ASCII.
     */
    addressKey: z.string().regex(/^[\w-]{22}$/),
    /** Send although nobody knows what became of it the last time: a person asked for it. */
    again: z.boolean().optional(),
    mail: wireMailSchema,
  }),
  z.strictObject({
    action: z.literal('status'),
    keys: z.array(key).min(1).max(100),
    /** Nonces of requests whose answer was lost: should one arrive only now, it is refused. */
    void: z.array(nonce).max(20).optional(),
    /** Nobody knows their nonces any more: requests to send these keys are refused when they were signed before this one. */
    fence: z.boolean().optional(),
  }),
  z.strictObject({ action: z.literal('health') }),
  /** What the script recorded after `since`, a cursor of an earlier answer; '' for everything it still knows. */
  z.strictObject({ action: z.literal('pull'), since: z.string().regex(/^\d*$/) }),
]);

/** Why not. Only with `unknown` may the mail have been sent. */
export const WIRE_CODES = [
  'bad_request',
  'bad_signature',
  'skewed',
  'replayed',
  'not_configured',
  'busy',
  'quota_exhausted',
  'invalid_address',
  'unsubscribed',
  'too_big',
  'attachment_refused',
  'attachment_unreachable',
  'authorization',
  'refused',
  'internal',
  'unknown',
] as const;

const happinessSchema = z.object({ score: z.number(), level: z.string(), message: z.string() });

const fateSchema = z.object({
  /**
   * `failed`: tried, and Google refused it; it may be tried again. `unknown`: a run died, or Google said something
   * nobody recognised, after the mail was handed over. `unseen`: the script does not know the key.
   */
  state: z.enum(['sent', 'failed', 'unknown', 'unseen']),
  /** Milliseconds since 1970, of the last change; 0 when unseen. */
  at: z.number(),
});

export const eventSchema = z.discriminatedUnion('kind', [
  /** As in `src/pitch/unsubscribe-token.ts`. */
  z.object({
    kind: z.literal('unsubscribed'),
    customerId: z.string(),
    addressKey: z.string(),
    at: z.number(),
  }),
  /** `id` is `shortKey(Message-ID)`: the script has no room for the whole. */
  z.object({ kind: z.enum(['sent', 'failed', 'unknown']), id: z.string(), at: z.number() }),
]);

const common = {
  v: z.literal(WIRE_VERSION),
  /** What happened, for people: `📧 VIP, vip-early-access, 41 kB`. Holds no address and no secret. */
  log: z.array(z.string()),
  /** Of what this web app sent since midnight UTC. */
  happiness: happinessSchema,
  /** Recipients left today; -1 when Google did not say. */
  quota: z.number(),
};

const failureSchema = z.object({
  ...common,
  ok: z.literal(false),
  code: z.enum(WIRE_CODES),
  error: z.string(),
  retryable: z.boolean(),
});

const yes = { ...common, ok: z.literal(true) };

/** By action: what a good answer holds. */
export const answerSchemas = {
  /** `already`: it was sent by an earlier request with this key. */
  send: z.union([z.object({ ...yes, already: z.boolean() }), failureSchema]),
  status: z.union([
    z.object({
      ...yes,
      fates: z.record(z.string(), fateSchema),
      /** Milliseconds since 1970 back to which memory is complete; 0: nothing was ever pruned. */
      horizon: z.number(),
    }),
    failureSchema,
  ]),
  health: z.union([
    z.object({
      ...yes,
      /** The account mails come from. */
      sender: z.string(),
      /** Raw bytes of all attachments of a mail. */
      maxAttachmentBytes: z.number(),
      attachmentHosts: z.array(z.string()),
    }),
    failureSchema,
  ]),
  pull: z.union([
    z.object({ ...yes, events: z.array(eventSchema), cursor: z.string(), more: z.boolean() }),
    failureSchema,
  ]),
};

export type WireRequest = z.output<typeof requestSchema>;
export type WirePayload = z.output<typeof payloadSchema>;
export type WireMail = z.output<typeof wireMailSchema>;
export type WireFile = z.output<typeof fileSchema>;
export type WireCode = (typeof WIRE_CODES)[number];
export type WireFate = z.output<typeof fateSchema>;
export type WireEvent = z.output<typeof eventSchema>;
export type WireFailure = z.output<typeof failureSchema>;
export type Action = keyof typeof answerSchemas;
/** The good answer to an action. */
export type Yes<A extends Action> = Extract<z.output<(typeof answerSchemas)[A]>, { readonly ok: true }>;
export type Answer<A extends Action> = Yes<A> | WireFailure;
