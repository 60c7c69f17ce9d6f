import { resolve, sep } from 'node:path';
import type { AstroIntegration } from 'astro';
import { bell } from './progress.ts';

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
        server.watcher.add(inputs);
        server.watcher.on('all', (_event, path) => {
          if (!isBelow(path, inputs)) return;
          if (isBelow(path, readAnew)) {
            server.ws.send({ type: 'full-reload' });
            return;
          }
          bell.epoch += 1;
          // Which customers there are is remembered by Astro's router, in every environment that renders pages.
          for (const [name, { hot }] of Object.entries(server.environments)) {
            if (name !== 'client') hot.send('astro:content-changed', {});
          }
          server.ws.send({ type: 'full-reload' });
        });
      },
    },
  };
}
