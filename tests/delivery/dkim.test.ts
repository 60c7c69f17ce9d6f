import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDkim } from '../../src/delivery/channels/dkim.ts';
import { printMail } from '../../src/delivery/eml.ts';
import { attachment, sampleMail, withPictures } from '../conformance/_mails.ts';
import { open, start } from './_smtp-sending.ts';

const DOMAIN = 'kachnarlane.example';
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

let folder: string;
let keyFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchwright-dkim-'));
  keyFile = await write('good.pem', pem(keys.privateKey));
});
afterAll(() => rm(folder, { recursive: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** The DNS of this test: one name, one key. */
const resolver = async (name: string, type: string): Promise<string[][]> => {
  expect([name, type]).toEqual([`pw._domainkey.${DOMAIN}`, 'TXT']);
  const key = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  return [[`v=DKIM1; k=rsa; p=${key}`]];
};

async function verify(raw: Buffer) {
  const { results } = await dkimVerify(raw, { resolver });
  return results[0];
}

async function delivered() {
  const { server } = await start();
  const channel = open(server.url, { dkim: { domain: DOMAIN, selector: 'pw', keyFile } });
  const mail = {
    ...withPictures(sampleMail()),
    attachments: [attachment('a.pdf', 'application/pdf', Buffer.alloc(50_000, 3))],
  };
  await channel.open();
  expect(await channel.send(mail, async () => {})).toMatchObject({ kind: 'accepted' });
  return { mail, raw: server.accepted[0]?.raw as Buffer };
}

describe('the signature of a mail that arrived', () => {
  it('holds, for the sender’s domain', async () => {
    const { raw, mail } = await delivered();
    expect(await verify(raw)).toMatchObject({
      status: { result: 'pass', aligned: DOMAIN },
      signingDomain: DOMAIN,
      selector: 'pw',
      algo: 'rsa-sha256',
    });
    const unsigned = Buffer.from(await printMail(mail));
    expect(raw.subarray(raw.length - unsigned.length).equals(unsigned)).toBe(true);
  });

  it('covers what a mailbox provider’s unsubscribe button is made from', async () => {
    const { raw } = await delivered();
    const result = await verify(raw);
    const signed = result?.signingHeaders?.keys.toLowerCase().split(/: */) ?? [];
    expect(signed).toEqual(
      expect.arrayContaining([
        'list-unsubscribe',
        'list-unsubscribe-post',
        'feedback-id',
        'from',
        'to',
        'subject',
        'date',
        'message-id',
        'reply-to',
        'mime-version',
        'content-type',
        'content-language',
      ]),
    );
  });

  it.each([
    ['List-Unsubscribe', 'kachnarlane.example/u?t=', 'evil.example/u?t='],
    ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click', 'List-Unsubscribe=Never'],
    ['Feedback-ID', 'Feedback-ID: vip', 'Feedback-ID: xip'],
    ['the body', 'AwMDAwMD', 'AwMDAwME'],
  ])('does not hold when %s was changed', async (_, from, to) => {
    const { raw } = await delivered();
    const text = raw.toString('latin1');
    expect(text).toContain(from);
    const result = await verify(Buffer.from(text.replace(from, to), 'latin1'));
    expect(result?.status.result).not.toBe('pass');
  });
});

describe('a key that cannot sign is refused before anything is sent', () => {
  const ed25519 = () => pem(generateKeyPairSync('ed25519').privateKey);
  const short = () => pem(generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey);
  it.each([
    ['no PEM', () => 'hello', /holds no private key in PEM/],
    [
      'a public key',
      () => keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      /holds no private key/,
    ],
    ['another kind of key', ed25519, /is of type ed25519/],
    [
      'a key with a passphrase',
      () =>
        keys.privateKey
          .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'word' })
          .toString(),
      /holds no private key/,
    ],
    ['too short a key', short, /has 512 bits/],
  ])('%s', async (_, text, fact) => {
    const wrong = await write('wrong.pem', text());
    const { server } = await start();
    const channel = open(server.url, { dkim: { domain: DOMAIN, selector: 'pw', keyFile: wrong } });
    const error = await channel.open().catch((error: unknown) => error);
    expect(error).toMatchObject({ code: 'DKIM_INVALID', message: expect.stringMatching(fact), hint: /./ });
    expect(server.connections.made).toBe(0);
  });

  it('a folder', async () => {
    await expect(readDkim({ domain: DOMAIN, selector: 'pw', keyFile: folder })).rejects.toMatchObject({
      code: 'DKIM_INVALID',
      message: expect.stringMatching(/cannot be read \(EISDIR\)$/),
    });
  });

  it('a file that is not there', async () => {
    await expect(
      readDkim({ domain: DOMAIN, selector: 'pw', keyFile: join(folder, 'none.pem') }),
    ).rejects.toMatchObject({
      code: 'DKIM_INVALID',
      message: `the DKIM key ${join(folder, 'none.pem')} does not exist`,
      hint: 'set DKIM_KEY_FILE to the PEM file of the private key',
    });
  });

  it.each([
    ['kachnarlane', 'pw', /DKIM_DOMAIN/],
    [DOMAIN, 'p w; s=x', /DKIM_SELECTOR/],
    [DOMAIN, '', /DKIM_SELECTOR/],
    [DOMAIN, 'a..b', /DKIM_SELECTOR/],
    [DOMAIN, 'x'.repeat(64), /DKIM_SELECTOR/],
    [`${DOMAIN}; d=evil.example`, 'pw', /DKIM_DOMAIN/],
  ])('the domain %s with the selector %s', async (domain, selector, fact) => {
    await expect(readDkim({ domain, selector, keyFile })).rejects.toMatchObject({
      message: expect.stringMatching(fact),
    });
  });
});

it('the key is read when the channel is opened', async () => {
  const own = await write('once.pem', pem(keys.privateKey));
  const { server } = await start();
  const channel = open(server.url, { dkim: { domain: DOMAIN, selector: 'pw', keyFile: own } });
  await channel.open();
  await rm(own);
  expect(await channel.send(sampleMail(), async () => {})).toMatchObject({ kind: 'accepted' });
});
