import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { PitchwrightError } from '../../errors.ts';
import { address } from '../../site/address.ts';
import type { Order } from './actions.ts';
import { readBody } from './body.ts';
import type { Job } from './job.ts';
import { UPLOAD } from './job-shelf.ts';
import type { Jobs } from './jobs.ts';

/** Of all files together: they are held while they are taken apart. */
const LIMIT = 200_000_000;
const MOST_FILES = 20;

/**
 * Takes the files that the page of the dataset hands over (a form with the parts `file`, `mapping` and `replace`), and
 * starts their import. The files are kept beside the jobs while it goes on, and removed when it has ended.
 * @throws PitchwrightError `BODY_TOO_LARGE` | `UPLOAD_INVALID` | `STUDIO_BUSY`
 */
export async function importUpload(request: IncomingMessage, jobs: Jobs, folder: string): Promise<Job> {
  const form = await formOf(request);
  const files = form.getAll('file').filter((part) => typeof part !== 'string');
  if (files.length === 0 || files.length > MOST_FILES) {
    throw refused(
      files.length === 0
        ? 'no file was sent'
        : `${files.length} files were sent, and ${MOST_FILES} are taken at most`,
    );
  }
  const names = files.map(({ name }) => plainName(name));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw refused(`two files are named ${twice}`, 'rename one of them');

  const place = join(folder, `${UPLOAD}${randomBytes(6).toString('hex')}`);
  const cleanUp = () => rm(place, { recursive: true, force: true });
  try {
    await mkdir(place, { recursive: true, mode: 0o700 });
    for (const [at, file] of files.entries()) {
      await writeFile(join(place, names[at] as string), Buffer.from(await file.arrayBuffer()));
    }
    const mapping = form.get('mapping');
    const text = typeof mapping === 'string' ? mapping : await mapping?.text();
    const mappingPath = join(place, `mapping-${digestOf(text ?? '')}.yaml`);
    if (text) await writeFile(mappingPath, text);
    const order: Order = {
      action: 'import',
      title: `Import ${names.join(', ')}`,
      script: 'import',
      args: [
        ...names.map((name) => join(place, name)),
        ...(text ? ['--map', mappingPath] : []),
        ...(form.get('replace') === 'yes' ? ['--replace'] : []),
        '--plain',
      ],
      holds: [],
      isExclusive: true,
      page: address.dataset(),
      whenStopped: 'The dataset is as it was before.',
    };
    return await jobs.start(order, cleanUp);
  } catch (error) {
    await cleanUp();
    throw error;
  }
}

async function formOf(request: IncomingMessage): Promise<FormData> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/.test(type)) throw refused('what was sent is no form with files');
  const body = await readBody(request, LIMIT);
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch (cause) {
    throw refused(`the form cannot be read: ${(cause as Error).message}`, undefined, cause);
  }
}

/** The last part of a name, as long as it is one: it becomes a part of a path. */
function plainName(given: string): string {
  const name = given.split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (name === '' || /^\.+$/.test(name) || /[\u0000-\u001f]/.test(name) || name.length > 200) {
    throw refused(`"${given.slice(0, 80)}" is no name of a file`, 'rename it');
  }
  return name;
}

/** No exported file is called this, so that a mapping never takes the place of one. */
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

const refused = (message: string, hint = 'choose the files on the page of the dataset', cause?: unknown) =>
  new PitchwrightError('UPLOAD_INVALID', message, { hint, ...(cause === undefined ? {} : { cause }) });
