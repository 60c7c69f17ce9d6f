import { resolve, sep } from 'node:path';
import type { AstroIntegration } from 'astro';
import { bell } from './progress.ts';

/** In the live site: a change of the dataset, the copy or a template file opens the site anew and reloads the page. */
export function watchInputs(paths: readonly string[]): AstroIntegration {
  const inputs = paths.map((path) => resolve(path));
  return {
    name: 'watch-inputs',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.watcher.add(inputs);
        server.watcher.on('all', (_event, path) => {
          if (!inputs.some((input) => path === input || path.startsWith(input + sep))) return;
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
