import { PitchwrightError } from '../errors.ts';
import { MediaFailure } from './provider.ts';

export function mediaUnwritable(folder: string, cause: unknown): PitchwrightError {
  const { message } = cause as Error;
  return new PitchwrightError('MEDIA_UNWRITABLE', `${folder} cannot be written: ${message}`, {
    hint: 'it must be a folder that you may write to, on a disk that is not full',
    cause,
  });
}

const CODES: readonly unknown[] = [
  'ENOSPC',
  'EDQUOT',
  'EFBIG',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
];

/** Whether the file system failed, and not whoever makes something: the next one would fail as well. */
export function isOfFileSystem(error: unknown): boolean {
  // ffmpeg says in its last lines what the file system told it.
  if (error instanceof MediaFailure) return /No space left on device|Disk quota exceeded/.test(error.message);
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return CODES.includes(code) && syscall !== undefined && !syscall.startsWith('spawn');
}
