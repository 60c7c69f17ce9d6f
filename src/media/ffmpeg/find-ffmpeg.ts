import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, copyFile, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { MediaFailure } from '../provider.ts';

export interface Ffmpeg {
  readonly path: string;
  /** `7.1`; `of 2024` for a build between versions. */
  readonly version: string;
  /** `FFMPEG_PATH`, `PATH` or `npm`. */
  readonly origin: Origin;
}
type Origin = 'FFMPEG_PATH' | 'PATH' | 'npm';

export interface FfmpegEnv {
  readonly FFMPEG_PATH?: string | undefined;
  readonly PATH?: string | undefined;
}

export interface FfmpegPlace {
  /** The folder of npm's package for this machine; throws when it is not installed. */
  readonly packageFolder?: () => string;
  /** Where a program goes that cannot be made executable where it lies. */
  readonly cacheFolder?: string;
  /** Makes npm's program executable; throws where that cannot be done. */
  readonly chmod?: (path: string, mode: number) => Promise<void>;
}

const PROGRAM = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
/** 4.3 of June 2020: what is older in a PATH is rather left alone than tried. */
const OLDEST = 4.3;
const NEWER_THAN_YEAR = 2020;
const NEEDED = ['libx264', 'aac', 'gif'];

/** A program that can make films, or why none can. @throws MediaFailure not-configured */
export async function findFfmpeg(env: FfmpegEnv = process.env, place: FfmpegPlace = {}): Promise<Ffmpeg> {
  const passed: string[] = [];
  for (const candidate of [fromEnv, fromPath, fromNpm]) {
    try {
      return await candidate(env, place);
    } catch (error) {
      passed.push((error as Error).message);
    }
  }
  throw new MediaFailure('not-configured', `there is no ffmpeg that makes films: ${passed.join('; ')}`, {
    hint: 'run `npm install --include=optional`, or install ffmpeg 4.3 or later, or set FFMPEG_PATH',
  });
}

async function fromEnv({ FFMPEG_PATH }: FfmpegEnv): Promise<Ffmpeg> {
  if (!FFMPEG_PATH) throw new Error('FFMPEG_PATH is not set');
  const { version } = await examine(resolve(FFMPEG_PATH), 'the ffmpeg of FFMPEG_PATH');
  return { path: resolve(FFMPEG_PATH), version, origin: 'FFMPEG_PATH' };
}

async function fromPath({ PATH = '' }: FfmpegEnv): Promise<Ffmpeg> {
  for (const folder of PATH.split(delimiter).filter((folder) => isAbsolute(folder))) {
    const path = join(folder, PROGRAM);
    if (!(await isExecutable(path))) continue;
    const { version, isRecent } = await examine(path, 'the ffmpeg in PATH');
    if (!isRecent) throw new Error(`the ffmpeg in PATH is ${version}, older than ${OLDEST}`);
    return { path, version, origin: 'PATH' };
  }
  throw new Error('no ffmpeg is in PATH');
}

const manifest = z.object({ version: z.string() });

async function fromNpm(_env: FfmpegEnv, place: FfmpegPlace): Promise<Ffmpeg> {
  const { packageFolder = installed } = place;
  let folder: string;
  try {
    folder = packageFolder();
  } catch {
    throw new Error(`@ffmpeg-installer/ffmpeg is not installed for ${process.platform}-${process.arch}`);
  }
  const { version } = manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  const path = await madeExecutable(join(folder, PROGRAM), version, place);
  await examine(path, 'the ffmpeg from npm');
  return { path, version: version.replace(/\.0$/, ''), origin: 'npm' };
}

const installed = () =>
  dirname(
    createRequire(join(process.cwd(), 'package.json')).resolve(
      `@ffmpeg-installer/${process.platform}-${process.arch}/package.json`,
    ),
  );

const ownCache = () => join(homedir(), '.cache', 'pitchwright');

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    async () => (await stat(path)).isFile(),
    () => false,
  );
}

/** npm may keep a package's install script from running: its program is then a plain file. */
async function madeExecutable(
  path: string,
  version: string,
  { cacheFolder = ownCache(), chmod: change = chmod }: FfmpegPlace,
): Promise<string> {
  if (await isExecutable(path)) return path;
  if (!(await stat(path).catch(() => undefined)))
    throw new Error('the ffmpeg from npm is not where its package says');
  try {
    await change(path, 0o755);
    return path;
  } catch {
    // Where nothing can be changed, such as in an image of a container, a copy can.
    const copy = join(cacheFolder, `ffmpeg-${version}-${process.arch}${extname(PROGRAM)}`);
    const draft = `${copy}.${process.pid}`;
    await mkdir(cacheFolder, { recursive: true, mode: 0o700 });
    await copyFile(path, draft);
    await chmod(draft, 0o755);
    await rename(draft, copy);
    return copy;
  }
}

const run = promisify(execFile);
const PATIENCE_MS = 20_000;

/** Asks a program what it is. @throws with the reason in words when it cannot make films */
async function examine(path: string, name: string): Promise<{ version: string; isRecent: boolean }> {
  const answer = await run(path, ['-hide_banner', '-encoders'], { timeout: PATIENCE_MS }).catch((error) => {
    throw new Error(`${name} does not run (${reasonOf(error)})`);
  });
  const missing = NEEDED.find((encoder) => !new RegExp(`^ [VA]\\S+ ${encoder} `, 'm').test(answer.stdout));
  if (missing) throw new Error(`${name} cannot write ${missing}`);
  const { stdout } = await run(path, ['-version'], { timeout: PATIENCE_MS });
  const release = /^ffmpeg version n?(\d+\.\d+)/.exec(stdout)?.[1];
  if (release) return { version: release, isRecent: Number(release) >= OLDEST };
  const year = /Copyright \(c\) \d+-(\d{4})/.exec(stdout)?.[1];
  return { version: year ? `of ${year}` : 'of an unknown version', isRecent: Number(year) > NEWER_THAN_YEAR };
}

function reasonOf(error: NodeJS.ErrnoException & { killed?: boolean }): string {
  if (error.killed) return `no answer within ${PATIENCE_MS / 1000} seconds`;
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code === 'EACCES') return 'it is not executable';
  return `it ended with ${error.code ?? 'an error'}`;
}
