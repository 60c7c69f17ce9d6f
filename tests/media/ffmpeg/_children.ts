import { readdir, readFile } from 'node:fs/promises';

/** The programs that this process started and that still run; on Linux, where that can be asked without a program. */
export async function childrenOfThis(): Promise<readonly string[]> {
  const children: string[] = [];
  for (const task of await readdir('/proc/self/task').catch(() => [])) {
    const ids = await readFile(`/proc/self/task/${task}/children`, 'utf8').catch(() => '');
    for (const id of ids.split(' ').filter(Boolean)) {
      const name = await readFile(`/proc/${id}/comm`, 'utf8').catch(() => '');
      if (name.startsWith('ffmpeg')) children.push(id);
    }
  }
  return children;
}
