import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outboxChannel } from '../../src/delivery/channels/outbox.ts';
import { printMail } from '../../src/delivery/eml.ts';
import { attachment, sampleMail } from '../conformance/_mails.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchwright-outbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

const mail = sampleMail();
const path = () => join(folder, mail.campaign, `${mail.customerId}.eml`);
const leave = async () => {};

describe('the outbox', () => {
  it('holds a mail as campaign/customer.eml, byte for byte as it would be sent', async () => {
    const channel = outboxChannel({ folder });
    expect(channel.isLive).toBe(false);
    expect(await channel.open()).toEqual({ place: `${folder}/` });
    expect(await channel.send(mail, leave)).toEqual({ kind: 'accepted', id: path(), detail: 'written' });
    expect((await readFile(path())).equals(Buffer.from(await printMail(mail)))).toBe(true);
    expect(await readdir(folder, { recursive: true })).toEqual([
      mail.campaign,
      `${mail.campaign}/${mail.customerId}.eml`,
    ]);
  });

  it('has no finished file before leave is given, and none of any kind after it was refused', async () => {
    const channel = outboxChannel({ folder });
    let seen: string[] = [];
    const sending = channel.send(mail, async () => {
      seen = await readdir(join(folder, mail.campaign));
      throw new Error('no');
    });
    await expect(sending).rejects.toThrow('no');
    expect(seen).toEqual([`${mail.customerId}.eml.part`]);
    expect(await readdir(join(folder, mail.campaign))).toEqual([]);
  });

  it('writes over what a killed process left unfinished', async () => {
    await mkdir(join(folder, mail.campaign));
    await writeFile(`${path()}.part`, 'half a ma');
    const channel = outboxChannel({ folder });
    expect(await channel.ask?.(mail)).toBeUndefined();
    await channel.send(mail, leave);
    expect(await readdir(join(folder, mail.campaign))).toEqual([`${mail.customerId}.eml`]);
    expect(await channel.ask?.(mail)).toMatchObject({ kind: 'accepted', id: path() });
  });
});

describe('an outbox that cannot be written stops the run', () => {
  it('when the folder is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const channel = outboxChannel({ folder: file });
    await expect(channel.open()).rejects.toMatchObject({
      code: 'CHANNEL_UNREACHABLE',
      message: expect.stringMatching(/\/file cannot be written: file already exists$/),
      hint: expect.stringMatching(/DATA_DIR/),
    });
    let asked = 0;
    const receipt = await channel.send(mail, async () => {
      asked += 1;
    });
    expect(receipt).toMatchObject({
      kind: 'stop',
      code: 'ENOTDIR',
      reason: expect.stringMatching(/not a directory/),
    });
    expect(asked).toBe(0);
  });

  it('when the disk is full', async () => {
    // The only device that is always full. Nothing is left behind on it.
    await mkdir(join(folder, mail.campaign));
    await symlink('/dev/full', `${path()}.part`);
    const receipt = await outboxChannel({ folder }).send(mail, leave);
    expect(receipt).toMatchObject({
      kind: 'stop',
      code: 'ENOSPC',
      reason: expect.stringMatching(/no space left/),
    });
    expect(await readdir(join(folder, mail.campaign))).toEqual([]);
  });

  it('when the finished name is taken by a folder', async () => {
    await mkdir(path(), { recursive: true });
    const receipt = await outboxChannel({ folder }).send(mail, leave);
    expect(receipt).toMatchObject({ kind: 'stop', code: 'EISDIR' });
  });
});

it('an attachment that cannot be read is no mail', async () => {
  const broken = {
    ...attachment('a.pdf', 'application/pdf', Buffer.alloc(1)),
    bytes: () => Promise.reject(new Error('gone')),
  };
  const sending = outboxChannel({ folder }).send({ ...mail, attachments: [broken] }, leave);
  await expect(sending).rejects.toThrow('gone');
  expect(await readdir(folder, { recursive: true })).toEqual([]);
});
