import type { SmtpPlace } from './smtp-url.ts';

/**
 * Some servers repeat what they refuse. What they say, without the password: as it is, percent-encoded, or in base64 as
 * a login carries it (RFC 4616 and LOGIN), whole or cut short.
 */
export function withoutPassword(
  text: string,
  { user = '', password }: Pick<SmtpPlace, 'user' | 'password'>,
): string {
  const secret = password();
  if (secret === '') return text;
  const logins = [secret, `\0${user}\0${secret}`].map((login) => trimmed(base64(login)));
  return [secret, encodeURIComponent(secret), ...logins]
    .reduce((rest, form) => rest.replaceAll(form, HIDDEN), text)
    .replace(BASE64_RUN, (run) => {
      const written = trimmed(run.replaceAll('-', '+').replaceAll('_', '/'));
      return logins.some((login) => login.includes(written)) || holds(written, secret) ? HIDDEN : run;
    });
}

const HIDDEN = '…';
const BASE64_RUN = /[A-Za-z0-9+/_-]{8,}={0,2}/g;

/** Wherever in the run the base64 begins. */
const holds = (run: string, secret: string) =>
  [0, 1, 2, 3].some((start) => Buffer.from(run.slice(start), 'base64').includes(secret));

const base64 = (text: string) => Buffer.from(text).toString('base64');
const trimmed = (text: string) => text.replace(/={1,2}$/, '');
