import type { Socket } from 'node:net';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Phase, type Reply, readReply } from '../replies.ts';
import { withoutAddresses } from '../without-addresses.ts';
import { HeldMessage } from './held-message.ts';

/** How handing over one message went. */
export type Handover =
  | { readonly kind: 'yes'; readonly text: string }
  | { readonly kind: 'no'; readonly reply: Reply }
  /** `hasEnded`: the final dot may have arrived. */
  | { readonly kind: 'lost'; readonly hasEnded: boolean; readonly reason: string };

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

export interface Dialogue {
  /** Asked once all but the final dot is on its way. False, and the connection is dropped without it. */
  leave(): Promise<boolean>;
  /** Silence before giving up, milliseconds, from the final dot on. */
  readonly dotTimeout: number;
  /** The server's words without what it must not have repeated. */
  conceal(words: string): string;
}

/** The errors of nodemailer. */
export interface SmtpFailure extends Error {
  readonly code?: string | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
}

/**
 * Whether every reply of the server was to a command. One that says more than it was asked would be taken to speak of
 * the next mail.
 */
export function isInStep(connection: SMTPConnection): boolean {
  // Received and not looked at yet, and the beginning of one more.
  const { _responseQueue: queue, _remainder: rest } = connection as unknown as {
    readonly _responseQueue: readonly string[];
    readonly _remainder: string;
  };
  return queue.length === 0 && rest === '';
}

/**
 * Hands over one message. Only a 4xx or a 5xx is a no, and only a 250 to the final dot a yes: whatever else a server says
 * shows that it counts otherwise than we do. Unless the message arrived whole and was answered, or stopped at its
 * envelope, the connection is dropped.
 */
export async function handOver(
  connection: SMTPConnection,
  envelope: Envelope,
  bytes: Uint8Array,
  { leave, dotTimeout, conceal }: Dialogue,
): Promise<Handover> {
  const socket = () => connection._socket as Socket;
  let asking: Promise<boolean> | undefined;
  const broken = Promise.withResolvers<Handover>();
  const breakOff = (reason: string) => {
    connection.close();
    broken.resolve({ kind: 'lost', hasEnded: false, reason });
    return false;
  };
  const message = new HeldMessage(bytes, socket, {
    mayBegin() {
      const said = String(connection.lastServerResponse);
      // nodemailer goes on after any 2xx and 3xx.
      return (/^354\b/.test(said) && isInStep(connection)) || breakOff(outOfTurn(said));
    },
    async mayEnd() {
      asking = leave();
      if (!(await asking)) return breakOff('broken off');
      if (!isInStep(connection)) return breakOff('the server answered too early');
      socket().setTimeout(dotTimeout);
      return true;
    },
  });
  const answered = new Promise<Handover>((resolve) => {
    connection.send({ ...envelope, size: bytes.length }, message, (error, info) => {
      resolve(error ? afterError(error) : verdictOf(info?.response ?? '', message.hasEnded ? 'dot' : 'data'));
    });
  });
  const handover = await Promise.race([answered, broken.promise]);
  message.destroy();
  if (!isRefusedEnvelope(handover) && !(message.hasEnded && handover.kind !== 'lost')) connection.close();
  // Whoever is asked for leave must have answered before anybody says how it ended.
  await asking;
  return handover;

  function afterError(error: SmtpFailure): Handover {
    const { hasEnded } = message;
    const isReply = ['EENVELOPE', 'EMESSAGE', 'ECONNECTION'].includes(error.code ?? '');
    if (isReply && error.response !== undefined) return verdictOf(error.response, phaseOf(error, hasEnded));
    const isLate = error.code === 'ETIMEDOUT';
    return {
      kind: 'lost',
      hasEnded,
      reason: isLate ? 'the server did not answer in time' : withoutAddresses(conceal(error.message)),
    };
  }

  function verdictOf(response: string, phase: Phase): Handover {
    const reply = readReply(conceal(response), phase);
    if (reply && reply.code >= 400 && reply.code < 600) return { kind: 'no', reply };
    const hasEnded = phase === 'dot';
    if (hasEnded && reply?.code === 250) return { kind: 'yes', text: reply.text };
    return { kind: 'lost', hasEnded, reason: outOfTurn(response) };
  }

  function outOfTurn(response: string): string {
    return `the server answered out of turn: ${withoutAddresses(conceal(response))}`;
  }
}

/** The server wants nothing of the message; the connection is as good as before. */
export const isRefusedEnvelope = (handover: Handover): boolean =>
  handover.kind === 'no' && /^(mail|rcpt)$/.test(handover.reply.phase);

function phaseOf({ code, command }: SmtpFailure, hasEnded: boolean): Phase {
  if (hasEnded) return 'dot';
  if (command === 'RCPT TO') return 'rcpt';
  return code === 'EMESSAGE' || command === 'DATA' ? 'data' : 'mail';
}
