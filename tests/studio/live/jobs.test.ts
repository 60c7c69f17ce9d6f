import { fork } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job, JobEvent } from '../../../src/studio/live/job.ts';
import { openJobShelf } from '../../../src/studio/live/job-shelf.ts';
import { commandLine, type Jobs, openJobs } from '../../../src/studio/live/jobs.ts';
import { temporaryFolder } from '../../_sample.ts';
import { talk } from './_talk.ts';

const PROJECT = join(import.meta.dirname, '_project');

let folder: string;
let jobs: Jobs;

beforeAll(async () => {
  folder = await temporaryFolder();
  jobs = await openJobs({ shelf: openJobShelf(folder), root: PROJECT });
});

afterAll(async () => {
  await jobs.close();
  await rm(folder, { recursive: true, force: true });
});

/** What is told until the job has ended. */
function untilEnded(id: () => string | undefined): Promise<{ job: Job; told: readonly JobEvent[] }> {
  const told: JobEvent[] = [];
  return new Promise((resolve) => {
    const deafen = jobs.listen((event) => {
      told.push(event);
      if (event.kind === 'job' && event.job.id === id() && event.job.state !== 'running') {
        deafen();
        resolve({ job: event.job, told });
      }
    });
  });
}

async function run(args: readonly string[], cleanUp?: () => Promise<void>) {
  let id: string | undefined;
  const end = untilEnded(() => id);
  const job = await jobs.start(talk(args), cleanUp);
  id = job.id;
  return { ...(await end), started: job };
}

describe('a job', () => {
  it('tells what its command prints and how far it is, and keeps both', async () => {
    const { started, job, told } = await run(['end']);
    expect(started).toMatchObject({ state: 'running', command: 'npm run talk -- end', page: '/there/' });
    expect(job).toMatchObject({ state: 'done', exitCode: 0 });
    const lines = told.flatMap((event) => (event.kind === 'lines' ? event.lines : []));
    expect(lines.map(({ at }) => at)).toEqual([1, 2, 3]);
    expect(lines.filter(({ isError }) => !isError).map(({ text }) => text)).toEqual(['began end', 'ended']);
    expect(lines.find(({ isError }) => isError)?.text).toBe('a complaint');
    expect(told).toContainEqual({
      kind: 'progress',
      id: job.id,
      progress: { unit: 'things', done: 1, total: 2 },
    });
    expect((await jobs.log(job.id)).split('\n').toSorted()).toEqual([
      '',
      'a complaint',
      'began end',
      'ended',
    ]);
    const kept = JSON.parse(await readFile(join(folder, 'jobs', job.id, 'job.json'), 'utf8'));
    expect(kept).toEqual(job);
  });

  it.each([
    ['3', 'partly'],
    ['1', 'failed'],
    ['2', 'failed'],
  ])('that ends with %s is %s', async (code, state) => {
    expect((await run(['end', code])).job).toMatchObject({ state, exitCode: Number(code) });
  });

  it('cleans up behind itself, however it ended', async () => {
    let cleaned = 0;
    const cleanUp = async () => {
      cleaned += 1;
    };
    await run(['end', '1'], cleanUp);
    await expect.poll(() => cleaned).toBe(1);
  });

  it('is refused while another one is in its way, and not while it is not', async () => {
    let id: string | undefined;
    const end = untilEnded(() => id);
    ({ id } = await jobs.start(talk(['wait'])));
    await expect(jobs.start(talk(['end']))).rejects.toMatchObject({
      code: 'STUDIO_BUSY',
      message: '“Talk wait” is still going on',
    });
    await expect(jobs.start(talk(['end'], { holds: [], isExclusive: true }))).rejects.toMatchObject({
      code: 'STUDIO_BUSY',
    });
    const beside = await jobs.start(talk(['end'], { holds: ['media'] }));
    expect(beside.state).toBe('running');
    await expect.poll(() => jobs.snapshot().lines[id as string]?.length).toBe(1);
    expect(jobs.stop(id)).toMatchObject({ isStopping: true });
    expect((await end).job).toMatchObject({ state: 'stopped', exitCode: 130 });
    expect(await jobs.log(id)).toContain('stopped well');
    expect(() => jobs.stop(id as string)).toThrow(expect.objectContaining({ code: 'JOB_ENDED' }));
    expect(() => jobs.stop('20260101-000000-plan-0000')).toThrow(
      expect.objectContaining({ code: 'JOB_UNKNOWN' }),
    );
  });

  it('that does not heed the first wish to stop ends at the second', async () => {
    let id: string | undefined;
    const end = untilEnded(() => id);
    ({ id } = await jobs.start(talk(['ignore'])));
    await expect.poll(() => jobs.snapshot().lines[id as string]?.length).toBe(1);
    jobs.stop(id);
    jobs.stop(id);
    expect((await end).job.state).toBe('stopped');
  });

  it('that is stopping already is waited for, not asked again, when the studio ends', async () => {
    const own = await temporaryFolder();
    const other = await openJobs({ shelf: openJobShelf(own), root: PROJECT });
    const { id } = await other.start(talk(['wait']));
    await expect.poll(() => other.snapshot().lines[id]?.length).toBe(1);
    other.stop(id);
    await other.close();
    expect(other.snapshot().jobs).toMatchObject([{ state: 'stopped', exitCode: 130 }]);
    await rm(own, { recursive: true, force: true });
  });

  it('stops well when the studio is killed, and is told as lost by the next one', async () => {
    const [own, file] = [await temporaryFolder(), join(folder, 'well')];
    const studio = fork(join(PROJECT, 'studio.ts'), [own, file], { execArgv: ['--import', 'tsx'] });
    await new Promise((resolve) => studio.once('message', resolve));
    studio.kill('SIGKILL');
    await expect.poll(() => readFile(file, 'utf8').catch(() => ''), { timeout: 20_000 }).toBe('stopped well');
    const next = await openJobs({ shelf: openJobShelf(own), root: PROJECT });
    expect(next.snapshot().jobs).toMatchObject([{ title: 'Talk wait', state: 'lost' }]);
    await next.close();
    await rm(own, { recursive: true, force: true });
  });
});

describe('the shelf', () => {
  it('keeps the latest fifty, and leaves what is not its own', async () => {
    const own = await temporaryFolder();
    const shelf = openJobShelf(own);
    for (let at = 0; at < 53; at += 1) {
      const id = `20260101-0000${String(at).padStart(2, '0')}-plan-00ff`;
      await mkdir(join(shelf.folder, id), { recursive: true });
      await writeFile(join(shelf.folder, id, 'job.json'), at === 52 ? '{"torn' : '{}');
    }
    await mkdir(join(shelf.folder, 'upload-1234'));
    expect(await shelf.list()).toEqual([]);
    await shelf.tidy();
    const left = (await readdir(shelf.folder)).sort();
    expect(left).toHaveLength(51);
    expect(left[0]).toBe('20260101-000003-plan-00ff');
    expect(left).toContain('upload-1234');
    // Personal data of an import whose studio was killed.
    await shelf.clearUploads();
    expect(await readdir(shelf.folder)).not.toContain('upload-1234');
    await rm(own, { recursive: true, force: true });
  });
});

it('a command is shown as somebody would type it', () => {
  expect(commandLine({ script: 'plan', args: ['win-back'] })).toBe('npm run plan -- win-back');
  expect(commandLine({ script: 'sync', args: [] })).toBe('npm run sync');
  expect(commandLine({ script: 'import', args: ['my file.csv'] })).toBe('npm run import -- "my file.csv"');
});
