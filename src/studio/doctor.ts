import { segmentationOf } from '../analytics/segmentation.ts';
import { readCopy } from '../copy/read-copy.ts';
import type { Env } from '../env.ts';
import { isPitchwrightError, PitchwrightError } from '../errors.ts';
import { openCache } from '../media/cache.ts';
import { findFfmpeg } from '../media/ffmpeg/find-ffmpeg.ts';
import { MEDIA_KINDS, MediaFailure, type MediaKind } from '../media/provider.ts';
import { openProviders } from '../media/providers.ts';
import { readMediaSettings } from '../media/settings.ts';
import { customersWithMedia, mediaFolder } from '../media/shelf.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';

/**
 * - `ready`: works.
 * - `off`: not configured, and nothing needs it.
 * - `broken`: configured or needed, and does not work.
 */
export type CheckState = 'ready' | 'off' | 'broken';

export interface Check {
  readonly area: 'here' | 'data' | 'delivery' | MediaKind;
  readonly name: string;
  readonly state: CheckState;
  readonly detail: string;
  readonly hint?: string;
}

/**
 * Looks at everything that is configured, without asking a service, sending a mail or spending anything: files are read, a
 * configured database is opened, programs say their version.
 */
export async function checkUp(env: Env): Promise<readonly Check[]> {
  return [
    ...(await checkHere(env)),
    ...(await checkData(env)),
    ...checkDelivery(env),
    ...(await checkMedia(env)),
  ];
}

async function checkHere({ FFMPEG_PATH }: Env): Promise<readonly Check[]> {
  const node = { area: 'here', name: 'Node', state: 'ready', detail: process.versions.node } as const;
  return [
    node,
    await attempt('here', 'ffmpeg', async () => {
      const { version, origin, path } = await findFfmpeg({ FFMPEG_PATH, PATH: process.env.PATH });
      if (FFMPEG_PATH !== undefined && origin !== 'FFMPEG_PATH') {
        throw new MediaFailure(
          'not-configured',
          `${FFMPEG_PATH} of FFMPEG_PATH cannot be used; ${version} from ${origin} is`,
          {
            hint: 'correct FFMPEG_PATH or leave it out; it must run and have libx264, aac and gif',
          },
        );
      }
      return `${version}, from ${origin === 'npm' ? 'npm' : `${origin}: ${path}`}`;
    }),
  ];
}

async function checkData(env: Env): Promise<readonly Check[]> {
  const checks: Check[] = [];
  let segmentation: ReturnType<typeof segmentationOf>;
  checks.push(
    await attempt('data', 'content', async () => {
      const copy = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
      segmentation = segmentationOf(copy.segments);
      return `${copy.brand.name}: ${copy.brand.locales.join(', ')}, ${copy.products.size} products`;
    }),
  );
  checks.push(
    await attempt('data', env.DATABASE_URL ? 'dataset, in PostgreSQL' : 'dataset', async () => {
      const store = await openStore(env, segmentation);
      const { customers, isSample, asOf } = store.facts;
      const gone = await withMediaOnly(env.DATA_DIR, store);
      store.close();
      if (gone.length > 0) {
        const [first] = gone;
        throw new PitchwrightError(
          'MEDIA_LEFT',
          `media of ${gone.length} ${gone.length === 1 ? 'person' : 'people'} who are no longer in the data, such as ${first}, are kept`,
          { hint: `npm run media -- --forget ${first} removes them; pages do not show them` },
        );
      }
      const count = new Intl.NumberFormat('en-IN').format(customers);
      return `${count} customers as of ${asOf}${isSample ? ', a generated sample: nobody of them is mailed' : ''}`;
    }),
  );
  return checks;
}

function checkDelivery(env: Env): readonly Check[] {
  const set = (name: string, value: string | undefined, ready: string, off: string): Check =>
    value === undefined
      ? { area: 'delivery', name, state: 'off', detail: off }
      : { area: 'delivery', name, state: 'ready', detail: ready };
  return [
    {
      area: 'delivery',
      name: 'outbox',
      state: 'ready',
      detail: `writes .eml files to ${env.DATA_DIR}/outbox`,
    },
    set('smtp', env.SMTP_URL, `configured: ${hostOf(env.SMTP_URL)}`, 'SMTP_URL is not set'),
    env.APPS_SCRIPT_URL !== undefined && env.APPS_SCRIPT_SECRET === undefined
      ? {
          area: 'delivery',
          name: 'apps-script',
          state: 'broken',
          detail: 'APPS_SCRIPT_URL is set, APPS_SCRIPT_SECRET is not',
          hint: 'set both; npm run apps-script says how',
        }
      : set('apps-script', env.APPS_SCRIPT_URL, 'configured', 'APPS_SCRIPT_URL is not set'),
    set(
      'unsubscribe links',
      env.UNSUBSCRIBE_SECRET,
      'signed',
      'UNSUBSCRIBE_SECRET is not set: nothing goes out live',
    ),
    set(
      'published site',
      env.SITE_URL,
      env.SITE_URL ?? '',
      'SITE_URL is not set: pictures show in previews only',
    ),
  ];
}

async function checkMedia(env: Env): Promise<readonly Check[]> {
  const settings = await readMediaSettings(env.CONTENT_DIR).catch((error: unknown) => error);
  if (settings instanceof Error) {
    return [await attempt('video', 'settings', () => Promise.reject(settings))];
  }
  const providers = await openProviders({
    env,
    settings: settings as Awaited<ReturnType<typeof readMediaSettings>>,
    cache: openCache(mediaFolder(env.DATA_DIR)),
    chain: { signal: new AbortController().signal, retry: false, shut: new Map(), progress: () => {} },
  });
  const checks: Check[] = [];
  for (const kind of MEDIA_KINDS) {
    for (const provider of providers.of(kind)) {
      const readiness = await provider.readiness();
      const name = provider.model === '' ? provider.name : `${provider.name} (${provider.model})`;
      if (readiness.ready) {
        const cost = provider.place === 'google' ? ', costs money' : '';
        checks.push({ area: kind, name, state: 'ready', detail: readiness.detail + cost });
        continue;
      }
      const { message, hint } = readiness.failure;
      checks.push({
        area: kind,
        name,
        state: 'off',
        detail: message,
        ...(hint === undefined ? {} : { hint }),
      });
    }
    if (!checks.some((check) => check.area === kind && check.state === 'ready')) {
      checks.push({
        area: kind,
        name: 'anything at all',
        state: 'broken',
        detail: 'nothing here can make one',
      });
    }
  }
  return checks;
}

/** Customers with media who are not in the dataset. */
async function withMediaOnly(dataDir: string, store: Store): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const id of await customersWithMedia(dataDir)) {
    const rows = await store.query('SELECT customer_id FROM customers WHERE customer_id = $1', [id]);
    if (rows.length === 0) gone.push(id);
  }
  return gone;
}

/** What works says so; what does not says why. */
async function attempt(area: Check['area'], name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { area, name, state: 'ready', detail: await look() };
  } catch (error) {
    if (!isPitchwrightError(error) && !(error instanceof MediaFailure)) throw error;
    const { message, hint } = error;
    return { area, name, state: 'broken', detail: message, ...(hint === undefined ? {} : { hint }) };
  }
}

/** Without user and password. */
const hostOf = (url: string | undefined) => (url === undefined ? '' : new URL(url).host);
