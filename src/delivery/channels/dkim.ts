import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import { PitchwrightError } from '../../errors.ts';
import { isSendable } from '../address.ts';

export interface DkimOptions {
  readonly domain: string;
  /** The key's name in the DNS: `<selector>._domainkey.<domain>`. */
  readonly selector: string;
  /** A PEM file. */
  readonly keyFile: string;
}

/** Puts a DKIM-Signature in front of a finished mail. */
export type Sign = (mail: Uint8Array) => Promise<Uint8Array>;

/**
 * What the signature covers. nodemailer's own list leaves out List-Unsubscribe-Post, which RFC 8058 wants signed, and
 * without which mailbox providers show no unsubscribe button.
 */
const SIGNED = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Language',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'Feedback-ID',
  'X-Pitchwright-Digest',
];

/**
 * Reads the key.
 * @throws PitchwrightError `DKIM_INVALID`: nothing of the key is in it.
 */
export async function readDkim({ domain, selector, keyFile }: DkimOptions): Promise<Sign> {
  if (!isSendable(`a@${domain}`)) {
    throw invalid(`DKIM_DOMAIN is "${domain}", which is no domain`, 'use the domain the mails are from');
  }
  if (!selector.split('.').every((label) => LABEL.test(label))) {
    throw invalid(`DKIM_SELECTOR is "${selector}"`, 'use letters, digits and hyphens, such as pitchwright');
  }
  const privateKey = (await readKey(keyFile)).export({ type: 'pkcs8', format: 'pem' }) as string;
  const dkim = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey,
    headerFieldNames: SIGNED.join(':'),
  });
  return async (mail) => {
    const signed = await buffer(dkim.sign(Buffer.from(mail)));
    // nodemailer passes a mail on without a signature when signing fails.
    if (signed.subarray(0, 15).toString() === 'DKIM-Signature:') return signed;
    throw invalid(`the key of ${keyFile} did not sign`, 'make a new key and publish it');
  };
}

/** A part of a name in the DNS, between dots. */
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/;

async function readKey(keyFile: string): Promise<KeyObject> {
  let pem: string;
  try {
    pem = await readFile(keyFile, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const fact = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw invalid(`the DKIM key ${keyFile} ${fact}`, 'set DKIM_KEY_FILE to the PEM file of the private key');
  }
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw invalid(
      `${keyFile} holds no private key in PEM`,
      'it is PEM, headed PRIVATE KEY, and has no passphrase',
    );
  }
  const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== 'rsa') {
    throw invalid(
      `the DKIM key ${keyFile} is of type ${key.asymmetricKeyType}`,
      'use an RSA key of 2048 bits; few mail servers check others yet',
    );
  }
  if (modulusLength < 1024) {
    throw invalid(
      `the DKIM key ${keyFile} has ${modulusLength} bits`,
      'use 2048; fewer than 1024 prove nothing',
    );
  }
  return key;
}

const invalid = (fact: string, hint: string) => new PitchwrightError('DKIM_INVALID', fact, { hint });
