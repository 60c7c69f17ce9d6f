import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../../src/media/ffmpeg/find-ffmpeg.ts';
import { MediaFailure } from '../../../src/media/provider.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pitchwright-ffmpeg-'));
});
afterEach(async () => {
  await chmod(join(folder, 'npm'), 0o755).catch(() => {});
  await rm(folder, { recursive: true });
});

const ALL = 'libx264 aac gif';

/** A program that answers as an ffmpeg of this version does. */
async function program(
  name: string,
  version: string,
  { encoders = ALL, mode = 0o755 } = {},
): Promise<string> {
  const path = join(folder, name, 'ffmpeg');
  await mkdir(join(folder, name), { recursive: true });
  const list = encoders.split(' ').map((encoder) => ` V..... ${encoder}  words`);
  const script = `#!/bin/sh\ncase "$*" in\n*-encoders*) printf '%s\\n' ${list.map((line) => `'${line}'`).join(' ')};;\n*) echo '${version}';;\nesac\n`;
  await writeFile(path, script, { mode });
  return path;
}

async function npmPackage(mode = 0o755): Promise<string> {
  await program('npm', 'ffmpeg version N-47683 Copyright (c) 2000-2018 the FFmpeg developers', { mode });
  await writeFile(join(folder, 'npm', 'package.json'), '{"version":"4.1.0"}');
  return join(folder, 'npm');
}

const none = () => {
  throw new Error('Cannot find module');
};
const PATH = () => ['system', 'other'].map((name) => join(folder, name)).join(':');

describe.runIf(process.platform !== 'win32')('findFfmpeg', () => {
  it('prefers the one that was named', async () => {
    const path = await program('own', 'ffmpeg version 7.1.2-static https://example.com');
    await program('system', 'ffmpeg version 6.0');
    expect(await findFfmpeg({ FFMPEG_PATH: path, PATH: PATH() }, { packageFolder: none })).toEqual({
      path,
      version: '7.1',
      origin: 'FFMPEG_PATH',
    });
  });

  it('takes one in PATH from 4.3 on, with a version or a year', async () => {
    const path = await program('system', 'ffmpeg version n4.3.1');
    expect(await findFfmpeg({ PATH: PATH() }, { packageFolder: none })).toEqual({
      path,
      version: '4.3',
      origin: 'PATH',
    });
    await program('system', 'ffmpeg version N-113000-g1 Copyright (c) 2000-2024 the FFmpeg developers');
    expect(await findFfmpeg({ PATH: PATH() }, { packageFolder: none })).toMatchObject({ version: 'of 2024' });
  });

  it('falls back to the one from npm, and never to an older one in PATH', async () => {
    await program('system', 'ffmpeg version 4.2.7-0ubuntu0.1');
    const packageFolder = await npmPackage();
    expect(await findFfmpeg({ PATH: PATH() }, { packageFolder: () => packageFolder })).toEqual({
      path: join(packageFolder, 'ffmpeg'),
      version: '4.1',
      origin: 'npm',
    });
  });

  it('makes the one from npm executable when npm did not', async () => {
    const packageFolder = await npmPackage(0o644);
    const { path } = await findFfmpeg({ PATH: '' }, { packageFolder: () => packageFolder });
    expect((await stat(path)).mode & 0o111).not.toBe(0);
  });

  it('says of each candidate why it was passed over', async () => {
    await program('system', 'ffmpeg version 7.0', { encoders: 'aac gif' });
    const missing = join(folder, 'nowhere');
    const error = await findFfmpeg({ FFMPEG_PATH: missing, PATH: PATH() }, { packageFolder: none }).catch(
      (e) => e,
    );
    expect(error).toBeInstanceOf(MediaFailure);
    expect(error.reason).toBe('not-configured');
    expect(error.message).toBe(
      'there is no ffmpeg that makes films: the ffmpeg of FFMPEG_PATH does not run (there is no such file); ' +
        'the ffmpeg in PATH cannot write libx264; ' +
        `@ffmpeg-installer/ffmpeg is not installed for ${process.platform}-${process.arch}`,
    );
    expect(error.hint).toContain('FFMPEG_PATH');
  });

  it('says that a named file is not executable', async () => {
    const path = await program('own', 'ffmpeg version 7.1', { mode: 0o644 });
    const finding = findFfmpeg({ FFMPEG_PATH: path, PATH: '' }, { packageFolder: none });
    await expect(finding).rejects.toThrow('FFMPEG_PATH does not run (it is not executable)');
  });

  it('leaves relative folders of PATH alone', async () => {
    await expect(findFfmpeg({ PATH: '.:bin:' }, { packageFolder: none })).rejects.toThrow(
      'no ffmpeg is in PATH',
    );
  });

  it('copies a program that cannot be changed where it lies', async () => {
    const packageFolder = await npmPackage(0o644);
    const cacheFolder = join(folder, 'cache');
    const refuse = async () => {
      throw Object.assign(new Error('read-only file system'), { code: 'EROFS' });
    };
    const { path } = await findFfmpeg(
      { PATH: '' },
      { packageFolder: () => packageFolder, cacheFolder, chmod: refuse },
    );
    expect(path).toMatch(/cache\/ffmpeg-4\.1\.0-\w+$/);
    expect(await readdir(cacheFolder)).toHaveLength(1);
    expect((await stat(path)).mode & 0o111).not.toBe(0);
    expect((await stat(cacheFolder)).mode & 0o077).toBe(0);
  });
});
