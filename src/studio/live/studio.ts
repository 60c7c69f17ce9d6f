import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, ViteUserConfig } from 'astro';
import { type Env, readEnv } from '../../env.ts';
import { bell } from '../../site/progress.ts';
import { refreshSite } from '../../site/refresh.ts';
import { copyRoutes } from './copy-routes.ts';
import { answerError, dispatcher, refuse } from './dispatch.ts';
import { doctorRoutes } from './doctor-routes.ts';
import { errorPages } from './error-page.ts';
import { sendEvents } from './events.ts';
import { refusalOf, STUDIO_PATH } from './guard.ts';
import { importUpload } from './import-upload.ts';
import { jobRoutes } from './job-routes.ts';
import { openJobShelf } from './job-shelf.ts';
import { type Jobs, openJobs } from './jobs.ts';
import { mailChecksRoutes } from './mail-checks.ts';
import { answerWaiting } from './waiting-page.ts';

type Plugin = Extract<NonNullable<ViteUserConfig['plugins']>[number], { readonly name: string }>;

/** What outlives a restart of the dev server within its process: work that goes on, and the token of open pages. */
interface Session {
  readonly token: string;
  readonly jobs: Promise<Jobs>;
  /** Pages that are opened from now on show what has changed. Nothing before there is a server. */
  refresh: () => void;
}

const shared = globalThis as { pitchwrightStudio?: Session };

/** The studio of this process; `npm start` closes its jobs when it ends. */
export const openStudio = (dataFolder: string): Session => {
  const root = process.cwd();
  if (shared.pitchwrightStudio) return shared.pitchwrightStudio;
  const jobs = openJobs({
    shelf: openJobShelf(dataFolder),
    root,
    // The watcher of files comes a moment later.
    beforeEnd: ({ isExclusive, action }) => {
      if (isExclusive || action === 'plan') session.refresh();
    },
  });
  const session: Session = { token: randomBytes(32).toString('hex'), jobs, refresh: () => {} };
  shared.pitchwrightStudio = session;
  return session;
};

const PAGES = ['copy', 'settings', 'activity'] as const;

const local = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The live part of the site: it exists while `astro dev` runs, and nothing of it is in what `astro build` writes.
 */
export function studio(env: Env): AstroIntegration {
  return {
    name: 'studio',
    hooks: {
      'astro:config:setup': ({ command, injectRoute, injectScript, updateConfig }) => {
        if (command !== 'dev') return;
        const session = openStudio(env.DATA_DIR);
        for (const page of PAGES) {
          injectRoute({ pattern: `/studio/${page}`, entrypoint: local(`../pages/${page}.astro`) });
        }
        // Inside a page, so that only our own pages can read it.
        injectScript(
          'head-inline',
          `document.head.append(Object.assign(document.createElement('meta'),{name:'studio-token',content:'${session.token}'}))`,
        );
        injectScript('page-ssr', `import ${JSON.stringify(local('../browser/styles/studio.css'))};`);
        injectScript('page', `import ${JSON.stringify(local('../browser/studio.ts'))};`);
        updateConfig({
          vite: {
            plugins: [front(session, env)],
            server: {
              // Pages of other servers on this machine are other sites, too.
              cors: false,
              // A page that cannot be made has a page of its own.
              hmr: { overlay: false },
              fs: {
                deny: [
                  '.env',
                  '.env.*',
                  '*.{crt,pem,key}',
                  '**/.git/**',
                  `${resolve(env.DATA_DIR).replaceAll(sep, '/')}/**`,
                ],
              },
            },
          },
        });
      },
    },
  };
}

/** Stands before everything that the dev server answers. */
function front(session: Session, env: Env): Plugin {
  const epoch = () => bell.epoch;
  const answers = session.jobs.then((jobs) => ({
    jobs,
    dispatch: dispatcher([
      ...jobRoutes(jobs),
      ...copyRoutes(env, epoch),
      ...mailChecksRoutes(env, epoch),
      ...doctorRoutes(readEnv),
    ]),
  }));
  const answer = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const { jobs, dispatch } = await answers;
    if (path === `${STUDIO_PATH}events` && request.method === 'GET') sendEvents(jobs, request, response);
    else if (path === `${STUDIO_PATH}dataset` && request.method === 'POST') {
      const job = await importUpload(request, jobs, `${env.DATA_DIR}/jobs`);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ words: 'The import has begun; the bar says how far it is.', job }));
    } else await dispatch(request, response);
  };
  return {
    name: 'studio-front',
    configureServer(server) {
      session.refresh = () => refreshSite(server);
      const withErrorPage = errorPages(server, env);
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '/').split('?')[0] as string;
        const header = (name: string) => {
          const value = request.headers[name];
          return Array.isArray(value) ? value[0] : value;
        };
        // No page elsewhere may put ours into a frame, or use what it answers.
        response.setHeader('x-frame-options', 'SAMEORIGIN');
        response.setHeader('cross-origin-resource-policy', 'same-origin');
        const refused = refusalOf(
          {
            method: request.method ?? 'GET',
            path,
            host: header('host'),
            origin: header('origin'),
            site: header('sec-fetch-site'),
            token: header('x-studio-token'),
          },
          { port: request.socket.localPort ?? 0, token: session.token },
        );
        if (refused) refuse(response, refused.status, refused);
        else if (path.startsWith(STUDIO_PATH)) {
          answer(request, response, path).catch((error: unknown) => answerError(response, error));
        } else if (!answerWaiting(request, response, server.config.base))
          withErrorPage(request, response, next);
      });
    },
  };
}
