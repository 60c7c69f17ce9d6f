import { domainToASCII } from 'node:url';
import { PitchwrightError } from '../errors.ts';
import { slot } from '../pitch/slot.ts';

/**
 * Why an address cannot be written to, as the end of a sentence; undefined when it can. What is let through is one
 * address without quotes, comment or display name: nothing of it can end a header or an SMTP command.
 */
export function addressProblem(address: string): string | undefined {
  const [local = '', domain = '', ...rest] = address.split('@');
  if (rest.length > 0 || local === '' || domain === '') return 'it is not of the form name@domain';
  if (address !== slot(address) || !LOCAL.test(local)) return 'it holds characters that no address has';
  if (/^\.|\.\.|\.$/.test(local)) return 'the part before @ begins or ends with a dot, or has two in a row';
  if (Buffer.byteLength(local) > 64) return 'the part before @ is longer than 64 bytes';
  const ascii = DOMAIN.test(domain) ? domainToASCII(domain) : '';
  if (ascii === '') return 'the part after @ is no domain';
  const labels = ascii.split('.');
  if (labels.some((label) => label.length > 63)) return 'a part of the domain is longer than 63 characters';
  if (!labels.every((label) => LABEL.test(label))) return 'the part after @ is no domain';
  if (labels.length < 2) return 'the domain has no dot';
  if (/^\d+$/.test(labels.at(-1) as string)) return 'the domain ends with a number';
  if (Buffer.byteLength(local) + 1 + ascii.length > 254) return 'it is longer than 254 bytes';
  return undefined;
}

export const isSendable = (address: string): boolean => addressProblem(address) === undefined;

/**
 * The address as it stands on the wire: its domain in lower case and, where it is not ASCII, in punycode (RFC 5891).
 * @throws PitchwrightError `ADDRESS_INVALID`
 */
export function wireAddress(address: string): string {
  const problem = addressProblem(address);
  if (problem === undefined) {
    const at = address.indexOf('@');
    return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1))}`;
  }
  throw new PitchwrightError('ADDRESS_INVALID', `"${slot(address)}" is not an e-mail address: ${problem}`, {
    hint: 'use one address such as asha@example.com',
  });
}

/** The domain of an address as it stands on the wire. */
export const domainOf = (address: string): string => wireAddress(address).split('@')[1] as string;

/** Only a server with SMTPUTF8 (RFC 6531) takes it: the part before @ is not ASCII, and nothing can make it so. */
export const needsSmtpUtf8 = (address: string): boolean => /[^\x20-\x7e]/.test(address.split('@')[0] ?? '');

/** The letters of RFC 5322 atoms, dots, and what RFC 6531 adds. */
const LOCAL = /^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]|[^\p{ASCII}\s\p{Cc}\p{Cs}])+$/u;
/** Without the signs that a URL reads as something else, such as `%41`. */
const DOMAIN = /^(?:[A-Za-z0-9._-]|[^\p{ASCII}\s\p{Cc}\p{Cs}])+$/u;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/;
