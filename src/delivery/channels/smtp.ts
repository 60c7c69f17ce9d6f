import { PitchwrightError } from '../../errors.ts';
import { addressProblem, needsSmtpUtf8, wireAddress } from '../address.ts';
import { printMail } from '../eml.ts';
import type { Mail } from '../mail.ts';
import { classify } from '../replies.ts';
import type { Channel, ChannelFacts, Receipt } from './channel.ts';
import { type DkimOptions, readDkim, type Sign } from './dkim.ts';
import type { Handover } from './smtp-handover.ts';
import { type Link, type LinkError, openLink, TIMEOUTS, type Timeouts } from './smtp-link.ts';
import { linkPool } from './smtp-pool.ts';
import { placeName, readSmtpUrl, type SmtpPlace } from './smtp-url.ts';

export interface SmtpOptions {
  /** See `readSmtpUrl`. */
  readonly url: string;
  /** Left out, the mail server signs. */
  readonly dkim?: DkimOptions | undefined;
  readonly timeouts?: Timeouts;
}

/**
 * A mail server. It keeps nothing to ask it for: a mail whose answer was lost after the final dot stays `unknown`.
 * @throws PitchwrightError as `readSmtpUrl` does.
 */
export function smtpChannel({ url, dkim, timeouts = TIMEOUTS }: SmtpOptions): Channel {
  const place = readSmtpUrl(url);
  const pool = linkPool(() => openLink(place, timeouts), place.connections);
  let signing: Promise<Sign> | undefined;
  const signed = async (mail: Uint8Array) => {
    if (!dkim) return mail;
    signing ??= readDkim(dkim);
    return (await signing)(mail);
  };

  return {
    name: 'smtp',
    isLive: true,
    concurrency: place.connections,

    async open() {
      if (dkim) signing = readDkim(dkim);
      await signing;
      let link: Link;
      try {
        link = await openLink(place, timeouts);
      } catch (error) {
        throw channelError(place, error as LinkError);
      }
      link.quit();
      return factsOf(place, link);
    },

    async send(mail, commit) {
      const problem = addressProblem(mail.to.address);
      if (problem) return { kind: 'rejected', code: 'address', reason: problem, suppress: false };
      const bytes = await signed(await printMail(mail));
      for (;;) {
        let taken: Awaited<ReturnType<typeof pool.take>>;
        try {
          taken = await pool.take();
        } catch (error) {
          return refusal(error as LinkError);
        }
        const { link, isFresh } = taken;
        let asked = false;
        let failure: { readonly error: unknown } | undefined;
        try {
          const misfit = misfitOf(link, mail, bytes.length);
          if (misfit) return misfit;
          const envelope = { from: wireAddress(mail.from.address), to: wireAddress(mail.to.address) };
          const handover = await link.deliver(envelope, bytes, async () => {
            asked = true;
            try {
              await commit();
              return true;
            } catch (error) {
              failure = { error };
              return false;
            }
          });
          if (failure) throw failure.error;
          if (!isFresh && !asked && isAboutConnection(handover)) {
            link.drop();
            continue;
          }
          return receiptOf(handover, mail);
        } finally {
          pool.give(link);
        }
      }
    },

    async close() {
      pool.close();
    },
  };
}

function factsOf(place: SmtpPlace, link: Link): ChannelFacts {
  const security = !link.isSecure ? 'not encrypted' : place.security === 'tls' ? 'TLS' : 'STARTTLS';
  const user = place.user === undefined ? [] : [`as ${place.user.replace(/@.*/, '@…')}`];
  const words = [placeName(place), security, ...user].join(', ');
  return { place: words, ...(link.maxBytes !== undefined && { maxBytes: link.maxBytes }) };
}

/** What this server cannot take, known without asking it. */
function misfitOf(link: Link, mail: Mail, size: number): Receipt | undefined {
  const no = (code: string, reason: string): Receipt => ({ kind: 'rejected', code, reason, suppress: false });
  if (!link.hasSmtpUtf8 && [mail.to.address, mail.from.address, mail.replyTo].some(needsSmtpUtf8)) {
    return no('smtputf8', 'the address has letters before @ that this mail server cannot write');
  }
  if (link.maxBytes !== undefined && size > link.maxBytes) {
    return no('size', `the mail has ${megabytes(size)}; this mail server takes ${megabytes(link.maxBytes)}`);
  }
  return undefined;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;

/**
 * A server may hang up on a connection that waited for its next mail; and a no to the first command may be a late word
 * about the mail before. A fresh connection tells.
 */
const isAboutConnection = (handover: Handover) =>
  handover.kind === 'lost' ||
  (handover.kind === 'no' && (handover.reply.code === 421 || handover.reply.phase === 'mail'));

function receiptOf(handover: Handover, mail: Mail): Receipt {
  if (handover.kind === 'no') return classify(handover.reply);
  if (handover.kind === 'lost') {
    const { hasEnded, reason } = handover;
    return { kind: hasEnded ? 'unknown' : 'down', code: 'lost', reason };
  }
  const id = /\bqueued as ([\w.-]+)/i.exec(handover.text)?.[1] ?? mail.messageId;
  return { kind: 'accepted', id, detail: handover.text };
}

function refusal({ reply, trouble, message }: LinkError): Receipt {
  if (reply) return classify(reply);
  return { kind: trouble ? 'stop' : 'down', code: trouble ? 'tls' : 'connect', reason: message };
}

function channelError(place: SmtpPlace, cause: LinkError): PitchwrightError {
  const server = placeName(place);
  const { reply, trouble, message } = cause;
  if (trouble) {
    const { fact, hint } = trouble;
    return new PitchwrightError('CHANNEL_INSECURE', `${server} is not safe to talk to: ${fact}`, {
      hint,
      cause,
    });
  }
  if (reply) {
    const what = reply.phase === 'auth' ? `refuses the login as ${place.user}` : 'refuses the connection';
    const said = `${reply.code} ${reply.enhanced ?? ''} ${reply.text}`.replace(/ +/g, ' ').trim();
    return new PitchwrightError('CHANNEL_REFUSED', `${server} ${what}: ${said}`, {
      hint:
        reply.phase === 'auth'
          ? 'check user and password in SMTP_URL; Google and Microsoft want an app password'
          : 'ask whoever runs the server whether this machine may send through it',
      cause,
    });
  }
  return new PitchwrightError('CHANNEL_UNREACHABLE', `${server} cannot be reached: ${message}`, {
    hint:
      place.port === 465 && place.security !== 'tls'
        ? 'port 465 begins with TLS: write smtps:// in SMTP_URL'
        : 'check host and port in SMTP_URL, and whether this network lets mail out (many block port 25)',
    cause,
  });
}
