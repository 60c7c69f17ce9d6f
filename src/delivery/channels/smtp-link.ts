import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Reply, readReply } from '../replies.ts';
import { withoutAddresses } from '../without-addresses.ts';
import {
  type Envelope,
  type Handover,
  handOver,
  isInStep,
  isRefusedEnvelope,
  type SmtpFailure,
} from './smtp-handover.ts';
import type { SmtpPlace } from './smtp-url.ts';
import { type TlsTrouble, tlsTrouble } from './tls-trouble.ts';
import { withoutPassword } from './without-password.ts';

/** Milliseconds of silence before giving up. After the final dot RFC 5321 asks for ten minutes of patience. */
export interface Timeouts {
  readonly connect: number;
  readonly reply: number;
  readonly dot: number;
}

export const TIMEOUTS: Timeouts = { connect: 30_000, reply: 120_000, dot: 600_000 };

/** An open, logged-in connection to a mail server. */
export interface Link {
  /** Connected, and nothing was said that nobody asked for. */
  readonly isOpen: boolean;
  readonly isSecure: boolean;
  /** SIZE of its EHLO, in bytes. */
  readonly maxBytes: number | undefined;
  readonly hasSmtpUtf8: boolean;
  /** @param leave as in `Dialogue`. */
  deliver(envelope: Envelope, bytes: Uint8Array, leave: () => Promise<boolean>): Promise<Handover>;
  quit(): void;
  drop(): void;
}

/** Why there is no connection: the server's reply, or, without one, what went wrong on the way. */
export class LinkError extends Error {
  readonly reply: Reply | undefined;
  /** No TLS to be had, or a certificate that proves nothing. */
  readonly trouble: TlsTrouble | undefined;

  constructor(message: string, reply?: Reply, trouble?: TlsTrouble) {
    super(message);
    this.name = 'LinkError';
    this.reply = reply;
    this.trouble = trouble;
  }
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
  return linkOf(connection, place, timeouts);
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

function linkError(error: SmtpFailure, place: SmtpPlace): LinkError {
  const phase = error.code === 'EAUTH' ? 'auth' : 'connect';
  const { response, command } = error;
  const reply = response === undefined ? undefined : readReply(withoutPassword(response, place), phase);
  const isAboutTls = command === 'STARTTLS' || /required STARTTLS/.test(error.message);
  // A 4xx is for now, also of STARTTLS.
  if (reply && (!isAboutTls || reply.code < 500))
    return new LinkError(`the server said ${reply.code}`, reply);
  const trouble = tlsTrouble(error.message, command);
  const words = withoutAddresses(withoutPassword(error.message, place));
  return new LinkError(trouble?.fact ?? words, undefined, trouble);
}

function linkOf(connection: SMTPConnection, place: SmtpPlace, timeouts: Timeouts): Link {
  // nodemailer keeps what EHLO said to itself and to handlers of its own logins.
  const { _supportedExtensions: extensions, _maxAllowedSize: size } = connection as unknown as {
    readonly _supportedExtensions: readonly string[];
    readonly _maxAllowedSize: number;
  };
  const socket = () => connection._socket as Socket;
  const drop = () => connection.close();
  return {
    get isOpen() {
      return !connection.destroyed && socket().writable && isInStep(connection);
    },
    isSecure: connection.secure,
    maxBytes: size > 0 ? size : undefined,
    hasSmtpUtf8: extensions.includes('SMTPUTF8'),

    async deliver(envelope, bytes, leave) {
      // What came since the last mail is looked at in the next turn.
      await new Promise((resolve) => setImmediate(resolve));
      if (!this.isOpen) {
        drop();
        return {
          kind: 'lost',
          hasEnded: false,
          reason: 'the connection ended, or the server spoke out of turn',
        };
      }
      const handover = await handOver(connection, envelope, bytes, {
        leave,
        dotTimeout: timeouts.dot,
        conceal: (words) => withoutPassword(words, place),
      });
      if (!connection.destroyed) socket().setTimeout(timeouts.reply);
      if (!isRefusedEnvelope(handover) || connection.destroyed || (await reset(connection))) return handover;
      const reason = 'the server lost count of its answers';
      return { kind: 'lost', hasEnded: false, reason };
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

/**
 * Ends a transaction that got no further than its envelope; a connection that cannot do so is dropped.
 * @returns false when the answer shows that the refusal before it may have been an answer to something else.
 */
function reset(connection: SMTPConnection): Promise<boolean> {
  return new Promise((resolve) => {
    const drop = (isInTurn: boolean) => {
      connection.close();
      resolve(isInTurn);
    };
    const end = () => drop(true);
    connection.once('end', end);
    connection.reset((error) => {
      connection.off('end', end);
      if (!error) resolve(true);
      else drop(/^([45]|$)/.test((error as SmtpFailure).response ?? ''));
    });
  });
}
