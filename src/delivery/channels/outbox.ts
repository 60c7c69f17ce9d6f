import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { addressProblem } from '../address.ts';
import { printMail } from '../eml.ts';
import type { Mail } from '../mail.ts';
import type { Channel, Receipt } from './channel.ts';

export interface OutboxOptions {
  /** `data/outbox`; a mail becomes `<folder>/<campaign>/<customer>.eml` in it. */
  readonly folder: string;
}

/** Files in place of mail: what any mail program can open, and nobody receives. */
export function outboxChannel({ folder }: OutboxOptions): Channel {
  const pathOf = ({ campaign, customerId }: Pick<Mail, 'campaign' | 'customerId'>) =>
    join(folder, campaign, `${customerId}.eml`);
  return {
    name: 'outbox',
    isLive: false,
    concurrency: 8,

    async open() {
      try {
        await mkdir(folder, { recursive: true });
        const probe = join(folder, `.${process.pid}.probe`);
        await writeFile(probe, '');
        await rm(probe);
      } catch (cause) {
        throw new PitchwrightError('CHANNEL_UNREACHABLE', `${folder} cannot be written: ${reasonOf(cause)}`, {
          hint: 'make room or give yourself the right to write there; DATA_DIR chooses another folder',
          cause,
        });
      }
      return { place: `${folder}/` };
    },

    async send(mail, commit) {
      const problem = addressProblem(mail.to.address);
      if (problem) return { kind: 'rejected', code: 'address', reason: problem, suppress: false };
      const path = pathOf(mail);
      // A name of its own per customer, so that what a killed process left behind is written over.
      const unfinished = `${path}.part`;
      const bytes = await printMail(mail);
      try {
        await mkdir(join(folder, mail.campaign), { recursive: true });
        await writeFile(unfinished, bytes);
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => {});
        return stopped(path, error);
      }
      try {
        await commit();
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
      try {
        await rename(unfinished, path);
      } catch (error) {
        return stopped(path, error);
      }
      return { kind: 'accepted', id: path, detail: 'written' };
    },

    async ask(mail) {
      let file: Buffer;
      try {
        file = await readFile(pathOf(mail));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
      const headers = file.subarray(0, file.indexOf('\r\n\r\n')).toString('latin1');
      if (!headers.split('\r\n').includes(`Message-ID: <${mail.messageId}>`)) return undefined;
      return { kind: 'accepted', id: pathOf(mail), detail: 'the file is there' };
    },

    async close() {},
  };
}

/** Takes away what earlier rehearsals of a campaign wrote: nobody could tell it from the new one's. */
export async function clearOutbox(folder: string, campaign: string): Promise<void> {
  await rm(join(folder, campaign), { recursive: true, force: true });
}

const stopped = (path: string, error: unknown): Receipt => ({
  kind: 'stop',
  code: (error as NodeJS.ErrnoException).code ?? 'write',
  reason: `${path} cannot be written: ${reasonOf(error)}`,
});

/** `no space left on device`, out of `ENOSPC: no space left on device, write`. */
const reasonOf = (error: unknown) =>
  (error as Error).message.replace(/^[A-Z]+: /, '').replace(/, \w+( '.*)?$/, '');
