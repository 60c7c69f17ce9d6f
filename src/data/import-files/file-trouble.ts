import { PitchwrightError } from '../../errors.ts';

/** An error of the file system in words, with its place and what to do; every other error as it is. */
export function fileTrouble(fact: string, error: unknown, ending: string): unknown {
  const { syscall, code = '', message } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  return new PitchwrightError('DATASET_UNWRITABLE', `${fact}: ${message}`, {
    hint: `${FIXES.find(([codes]) => codes.test(code))?.[1] ?? 'look at what the system says'}; ${ending}`,
    cause: error,
  });
}

const FIXES: readonly (readonly [RegExp, string])[] = [
  [/ENOSPC|EDQUOT/, 'make room on the disk'],
  [
    /EISDIR|ENOTDIR|EEXIST|ENOTEMPTY/,
    'a folder stands where a file belongs, or a file where a folder does: move it away',
  ],
  [
    /EACCES|EPERM|EROFS/,
    'choose a folder that you may write to, and close programs that have its files open',
  ],
  [/EBUSY|EMFILE|ENFILE/, 'close programs that have files of the data folder open'],
];
