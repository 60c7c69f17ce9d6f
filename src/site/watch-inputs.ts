import { resolve, sep } from 'node:path';
import type { AstroIntegration } from 'astro';
import { refreshSite } from './refresh.ts';

/** Several files change together: pages are told once, when it has been quiet for so long. */
const QUIET_MS = 150;
/** What a send writes again and again is shown so often at most. */
const OFTEN_MS = 5000;

/**
 * In the live site: a change of the dataset, a plan, the copy or a template file opens the site anew and reloads the page.
 *
 * @param shown what pages read each time they are asked for: a change only reloads them.
 * @param ignored what a send writes beside them and no page shows.
 */
export function watchInputs(
  paths: readonly string[],
  shown: readonly string[],
  ignored: readonly string[],
): AstroIntegration {
  const inputs = paths.map((path) => resolve(path));
  const readAnew = shown.map((path) => resolve(path));
  const isBelow = (path: string, folders: readonly string[]) =>
    folders.some((folder) => path === folder || path.startsWith(folder + sep));
  return {
    name: 'watch-inputs',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        const patterns = ignored.map((folder) => `${resolve(folder).replaceAll(sep, '/')}/**`);
        updateConfig({ vite: { server: { watch: { ignored: patterns } } } });
      },
      'astro:server:setup': ({ server }) => {
        const reload = () => server.ws.send({ type: 'full-reload' });
        let [reloadedAt, timer] = [0, undefined as NodeJS.Timeout | undefined];
        const reloadIn = (wait: number) => {
          clearTimeout(timer);
          timer = setTimeout(() => {
            reloadedAt = Date.now();
            reload();
          }, wait);
        };
        server.httpServer?.once('close', () => clearTimeout(timer));
        server.watcher.add(inputs);
        server.watcher.on('all', (_event, path) => {
          if (!isBelow(path, inputs)) return;
          if (isBelow(path, readAnew)) {
            reloadIn(Math.max(QUIET_MS, reloadedAt + OFTEN_MS - Date.now()));
            return;
          }
          refreshSite(server);
          reloadIn(QUIET_MS);
        });
      },
    },
  };
}
