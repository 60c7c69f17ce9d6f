import { z } from 'zod';
import { PitchwrightError } from '../../errors.ts';

/** Where mail is handed over, and how. */
export interface SmtpPlace {
  readonly host: string;
  readonly port: number;
  /**
   * `tls`: from the first byte; `starttls`: or nothing is said; `offered`: STARTTLS where the server has it, for the
   * machine itself, which needs no certificate; `off`: never.
   */
  readonly security: 'tls' | 'starttls' | 'offered' | 'off';
  readonly isLoopback: boolean;
  readonly connections: number;
  readonly user: string | undefined;
  /** A function, so that nothing that prints a place prints the password. */
  readonly password: () => string;
}

const parameters = z.strictObject({
  tls: z.enum(['required', 'off']).optional(),
  connections: z.coerce.number().int().min(1).max(50).default(5),
});

/**
 * Reads `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465` (TLS). `?connections=10`: how many at a time.
 * `?tls=off`: without encryption, and then without a login; `?tls=required`: with a certificate, also on this machine.
 * @throws PitchwrightError `ENV_INVALID` | `CHANNEL_INSECURE`; neither the address nor a part of it is in it.
 */
export function readSmtpUrl(text: string): SmtpPlace {
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw invalid('is not an address of a mail server', 'use smtp://user:password@smtp.example.com:587');
  }
  if (!/^\/?$/.test(url.pathname) || url.hash !== '') {
    throw invalid(
      'goes on after the host',
      'write special characters of user and password percent-encoded: %2F for /, %3F for ?, %23 for #',
    );
  }
  const found = parameters.safeParse(Object.fromEntries(url.searchParams));
  // Of two that contradict each other, the one that protects must not be lost.
  const isTwice = new Set(url.searchParams.keys()).size < url.searchParams.size;
  if (!found.success || isTwice) {
    throw invalid(
      isTwice ? 'says a setting twice' : 'has a setting that is not known',
      'after ? only tls=off, tls=required and connections=1…50, each once',
    );
  }
  if (url.port === '0') throw invalid('names port 0', 'use 587 for smtp://, 465 for smtps://');
  const { tls, connections } = found.data;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLoopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if ((user === '') !== (password === '')) {
    throw invalid('has a user or a password, not both', 'use smtp://user:password@smtp.example.com:587');
  }
  const isTls = url.protocol === 'smtps:';
  if (isTls && tls === 'off') throw invalid('asks for TLS and for tls=off', 'use smtp:// with tls=off');
  const unforced = isLoopback && tls !== 'required' ? 'offered' : 'starttls';
  const security = isTls ? 'tls' : tls === 'off' ? 'off' : unforced;
  if (security === 'off' && user !== '' && !isLoopback) {
    throw new PitchwrightError(
      'CHANNEL_INSECURE',
      `SMTP_URL would send a password to ${host} in clear text`,
      {
        hint: 'take out tls=off; the server must offer STARTTLS, or use smtps://',
      },
    );
  }
  return {
    host,
    port: url.port === '' ? (isTls ? 465 : 587) : Number(url.port),
    security,
    // On this machine nobody stands between, and mail servers have certificates nobody signed.
    isLoopback: isLoopback && tls !== 'required',
    connections,
    user: user === '' ? undefined : user,
    password: () => password,
  };
}

/** `smtp.example.com:587`. */
export const placeName = ({ host, port }: SmtpPlace): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid('is not percent-encoded', 'write % as %25 in user and password');
  }
}

const invalid = (fact: string, hint: string) =>
  new PitchwrightError('ENV_INVALID', `SMTP_URL ${fact}`, { hint });
