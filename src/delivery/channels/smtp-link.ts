import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Phase, type Reply, readReply, withoutAddresses } from '../replies.ts';
import { HeldMessage } from './held-message.ts';
import type { SmtpPlace } from './smtp-url.ts';

/** Milliseconds of silence before giving up. After the final dot RFC 5321 asks for ten minutes of patience. */
export interface Timeouts {
  readonly connect: number;
  readonly reply: number;
  readonly dot: number;
}

export const TIMEOUTS: Timeouts = { connect: 30_000, reply: 120_000, dot: 600_000 };

/** How handing over one message went. */
export type Handover =
  | { readonly kind: 'yes'; readonly text: string }
  | { readonly kind: 'no'; readonly reply: Reply }
  /** `hasEnded`: the final dot may have arrived. */
  | { readonly kind: 'lost'; readonly hasEnded: boolean; readonly reason: string };

/** An open, logged-in connection to a mail server. */
export interface Link {
  readonly isOpen: boolean;
  readonly isSecure: boolean;
  /** SIZE of its EHLO, in bytes. */
  readonly maxBytes: number | undefined;
  readonly hasSmtpUtf8: boolean;
  /** @param leave asked once all but the final dot is on its way. False, and the connection is dropped without it. */
  deliver(
    envelope: { readonly from: string; readonly to: string },
    bytes: Uint8Array,
    leave: () => Promise<boolean>,
  ): Promise<Handover>;
  quit(): void;
  drop(): void;
}

/** Why there is no connection: the server's reply, or, without one, what went wrong on the way. */
export class LinkError extends Error {
  readonly reply: Reply | undefined;
  /** No TLS to be had, or a certificate that proves nothing. */
  readonly isInsecure: boolean;

  constructor(message: string, reply?: Reply, isInsecure = false) {
    super(message);
    this.name = 'LinkError';
    this.reply = reply;
    this.isInsecure = isInsecure;
  }
}

/** The errors of nodemailer. */
interface SmtpFailure extends Error {
  readonly code?: string | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
}

/** @throws LinkError */
export async function openLink(place: SmtpPlace, timeouts: Timeouts): Promise<Link> {
  const connection = new SMTPConnection({
    host: place.host,
    port: place.port,
    secure: place.security === 'tls',
    requireTLS: place.security === 'starttls',
    ignoreTLS: place.security === 'off',
    tls: { rejectUnauthorized: !place.isLoopback },
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.reply,
    socketCloseTimeout: 0,
  });
  try {
    await connected(connection);
    await loggedIn(connection, place);
  } catch (error) {
    connection.close();
    throw error instanceof LinkError ? error : linkError(error as SmtpFailure, place);
  }
  return linkOf(connection, timeouts);
}

function connected(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    // Stays for good: what breaks later is told to whoever is sending, and an idle connection may go in peace.
    connection.on('error', reject);
    connection.once('end', () => reject(new LinkError('the server closed the connection')));
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
}

function loggedIn(connection: SMTPConnection, { user, password }: SmtpPlace): Promise<void> {
  if (user === undefined) return Promise.resolve();
  if (!connection.allowsAuth)
    throw new LinkError('the server takes no login', authReply('530 the server takes no login'));
  return new Promise((resolve, reject) => {
    connection.once('end', () => reject(new LinkError('the server closed the connection during the login')));
    connection.login({ user, pass: password() }, (error) => (error ? reject(error) : resolve()));
  });
}

const authReply = (response: string) => readReply(response, 'auth');

function linkError(error: SmtpFailure, { password }: SmtpPlace): LinkError {
  const phase = error.code === 'EAUTH' ? 'auth' : 'connect';
  const isRefusedTls =
    error.command === 'STARTTLS' || /does not support required STARTTLS/.test(error.message);
  if (isRefusedTls) return new LinkError('the server offers no STARTTLS', undefined, true);
  // Some servers repeat what they refuse.
  const response = password() === '' ? error.response : error.response?.replaceAll(password(), '…');
  const reply = response === undefined ? undefined : readReply(response, phase);
  if (reply) return new LinkError(`the server said ${reply.code}`, reply);
  // An Error of node:tls keeps its own words: `self-signed certificate`, `certificate has expired`, `Hostname/IP does not match…`.
  const isInsecure = /certificate|altnames|ssl routines|wrong version number/i.test(error.message);
  return new LinkError(wordsOf(error), undefined, isInsecure);
}

const wordsOf = (error: Error) => withoutAddresses(error.message);

function linkOf(connection: SMTPConnection, timeouts: Timeouts): Link {
  // nodemailer keeps what EHLO said to itself and to handlers of its own logins.
  const { _supportedExtensions: extensions, _maxAllowedSize: size } = connection as unknown as {
    readonly _supportedExtensions: readonly string[];
    readonly _maxAllowedSize: number;
  };
  const socket = () => connection._socket as Socket;
  const drop = () => connection.close();
  return {
    get isOpen() {
      return !connection.destroyed && socket().writable;
    },
    isSecure: connection.secure,
    maxBytes: size > 0 ? size : undefined,
    hasSmtpUtf8: extensions.includes('SMTPUTF8'),

    async deliver(envelope, bytes, leave) {
      let asking: Promise<boolean> | undefined;
      let refuse = () => {};
      const refused = new Promise<Handover>((resolve) => {
        refuse = () => resolve({ kind: 'lost', hasEnded: false, reason: 'broken off' });
      });
      const message = new HeldMessage(bytes, socket, async () => {
        asking = leave();
        if (await asking) {
          socket().setTimeout(timeouts.dot);
          return true;
        }
        drop();
        refuse();
        return false;
      });
      const answered = new Promise<Handover>((resolve) => {
        connection.send({ ...envelope, size: bytes.length }, message, (error, info) => {
          if (error) resolve(handoverOf(error, message.hasEnded));
          // A yes to something that was not finished is a server that lost count.
          else if (!message.hasEnded)
            resolve({ kind: 'lost', hasEnded: false, reason: 'the server answered too early' });
          else resolve({ kind: 'yes', text: readReply(info?.response ?? '', 'dot')?.text ?? '' });
        });
      });
      const handover = await Promise.race([answered, refused]);
      message.destroy();
      const isEnvelopeRefused = handover.kind === 'no' && /^(mail|rcpt)$/.test(handover.reply.phase);
      if (!isEnvelopeRefused && !(message.hasEnded && handover.kind !== 'lost')) drop();
      // Whoever is asked for leave must have answered before anybody says how it ended.
      await asking;
      if (this.isOpen) socket().setTimeout(timeouts.reply);
      if (isEnvelopeRefused && this.isOpen) await reset(connection);
      return handover;
    },

    quit() {
      if (!this.isOpen) return drop();
      // A server that never says goodbye must not keep this process.
      socket().unref();
      connection.quit();
    },
    drop,
  };
}

/** Ends a transaction that got no further than its envelope; a connection that cannot do so is dropped. */
function reset(connection: SMTPConnection): Promise<void> {
  return new Promise((resolve) => {
    const drop = () => {
      connection.close();
      resolve();
    };
    connection.once('end', drop);
    connection.reset((error) => {
      connection.off('end', drop);
      if (error) drop();
      else resolve();
    });
  });
}

function handoverOf(error: SmtpFailure, hasEnded: boolean): Handover {
  const isReply =
    error.response !== undefined && ['EENVELOPE', 'EMESSAGE', 'ECONNECTION'].includes(error.code ?? '');
  const reply = isReply ? readReply(error.response as string, phaseOf(error, hasEnded)) : undefined;
  if (reply) return { kind: 'no', reply };
  const reason = error.code === 'ETIMEDOUT' ? 'the server did not answer in time' : wordsOf(error);
  return { kind: 'lost', hasEnded, reason };
}

function phaseOf({ code, command }: SmtpFailure, hasEnded: boolean): Phase {
  if (hasEnded) return 'dot';
  if (command === 'RCPT TO') return 'rcpt';
  return code === 'EMESSAGE' || command === 'DATA' ? 'data' : 'mail';
}
