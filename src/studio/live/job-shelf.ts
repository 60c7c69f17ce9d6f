import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../report/report-file.ts';
import { type Job, jobSchema } from './job.ts';

/** So many jobs are kept; older ones go when a new one starts. */
const MOST_KEPT = 50;

/** How folders of handed over files begin. */
export const UPLOAD = 'upload-';

const JOB_ID = /^\d{8}-\d{6}-[a-z-]+-[0-9a-f]{4}$/;

/** The folder `jobs` of the data folder: a folder for each job, with `job.json` and `log.txt`. */
export interface JobShelf {
  readonly folder: string;
  save(job: Job): Promise<void>;
  append(id: string, text: string): Promise<void>;
  /** The whole log. */
  log(id: string): Promise<string>;
  /** The latest first. What cannot be read is left out. */
  list(): Promise<readonly Job[]>;
  /** Removes the oldest beyond what is kept. */
  tidy(): Promise<void>;
  /** Removes files that were handed over for an import whose studio was killed. */
  clearUploads(): Promise<void>;
}

export function openJobShelf(dataFolder: string): JobShelf {
  const folder = join(dataFolder, 'jobs');
  const ids = async () =>
    (await readdir(folder).catch(() => []))
      .filter((name) => JOB_ID.test(name))
      .sort()
      .reverse();
  return {
    folder,
    save: (job) => writeWhole(join(folder, job.id, 'job.json'), `${JSON.stringify(job, undefined, 2)}\n`),
    async append(id, text) {
      await mkdir(join(folder, id), { recursive: true });
      await appendFile(join(folder, id, 'log.txt'), text);
    },
    log: (id) => readFile(join(folder, id, 'log.txt'), 'utf8').catch(() => ''),
    async list() {
      const jobs = await Promise.all(
        (await ids()).map(async (id) => {
          const text = await readFile(join(folder, id, 'job.json'), 'utf8').catch(() => 'null');
          return jobSchema.safeParse(jsonOf(text)).data;
        }),
      );
      return jobs.filter((job) => job !== undefined);
    },
    async clearUploads() {
      const names = await readdir(folder).catch(() => []);
      for (const name of names.filter((each) => each.startsWith(UPLOAD))) {
        await rm(join(folder, name), { recursive: true, force: true });
      }
    },
    async tidy() {
      for (const id of (await ids()).slice(MOST_KEPT)) {
        await rm(join(folder, id), { recursive: true, force: true });
      }
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `20261123-083001-plan-1f3c`: in the order of time. */
export function jobId(at: Date, action: string, chance: string): string {
  const digits = at.toISOString().replace(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${action}-${chance}`;
}
