import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sha256Of } from '../digest.ts';
import type { Env } from '../env.ts';
import { PitchwrightError } from '../errors.ts';
import { mediaDigest, mediaFolder } from '../media/shelf.ts';

/** Settings that mails depend on. */
export const SETTINGS = ['SITE_URL', 'UNSUBSCRIBE_SECRET'] as const;

export type Inputs = Readonly<Record<string, string>>;

/**
 * Everything a campaign's mails are made of, by name: files of content (of the campaigns, only this one; no examples), media,
 * templates, the dataset, and settings that are set. A digest tells nothing of a secret.
 * @param root the project folder, for `emails/`.
 * @throws PitchwrightError `INPUT_UNREADABLE` | `MEDIA_UNREADABLE`
 */
export async function planInputs(
  env: Pick<Env, 'CONTENT_DIR' | 'DATA_DIR' | (typeof SETTINGS)[number]>,
  campaign: string,
  root = process.cwd(),
): Promise<Inputs> {
  const isOther = (name: string) =>
    name.endsWith('.example.yaml') ||
    name === 'content/media.yaml' ||
    (name.startsWith('content/campaigns/') && name !== `content/campaigns/${campaign}.yaml`);
  const files = [
    ...(await filesBelow(env.CONTENT_DIR, 'content')).filter(([name]) => !isOther(name)),
    ...(await filesBelow(join(root, 'emails'), 'emails')),
    ...['customers.csv', 'orders.csv', 'dataset.json', 'catalogue.yaml'].map(
      (name) => [name, join(env.DATA_DIR, name)] as const,
    ),
  ];
  const inputs: Record<string, string> = {};
  for (const [name, path] of files) {
    const digest = await sha256OfFile(path, name);
    if (digest !== undefined) inputs[name] = digest;
  }
  await demandFolders(mediaFolder(env.DATA_DIR));
  const media = await mediaDigest(env.DATA_DIR);
  if (media !== undefined) inputs.media = media;
  for (const name of SETTINGS) {
    const value = env[name];
    if (value !== undefined) inputs[name] = sha256Of([name, value]);
  }
  return inputs;
}

/** Pairs of name and path, in the order of names; hidden files are no inputs. */
async function filesBelow(folder: string, name: string): Promise<readonly (readonly [string, string])[]> {
  const found: (readonly [string, string])[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const [path, label] = [join(folder, entry.name), `${name}/${entry.name}`];
    if (entry.isDirectory()) found.push(...(await filesBelow(path, label)));
    else found.push([label, path]);
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Media that are there and cannot be read would be taken for none. */
async function demandFolders(media: string): Promise<void> {
  for (const folder of [media, join(media, 'customers')]) {
    try {
      await readdir(folder);
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      if (code === 'ENOENT') return;
      const fact = code === 'ENOTDIR' ? 'is a file and no folder' : `cannot be read: ${code ?? message}`;
      throw new PitchwrightError('MEDIA_UNREADABLE', `${folder} ${fact}, so nobody’s film is found`, {
        hint:
          code === 'ENOTDIR'
            ? 'move the file elsewhere; npm run media makes the folder'
            : 'see that you may read it',
        cause,
      });
    }
  }
}

/** `undefined` when there is no such file. */
async function sha256OfFile(path: string, name: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new PitchwrightError('INPUT_UNREADABLE', `${name} cannot be read: ${(cause as Error).message}`, {
      hint: 'look whether it is a file that you may read',
      cause,
    });
  }
  return hash.digest('hex');
}
