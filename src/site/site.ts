import { spanOf } from '../analytics/answers.ts';
import { cohortUnit, noFilter } from '../analytics/filter.ts';
import { ask, parametersOf } from '../analytics/question.ts';
import { type Standing, standings } from '../analytics/standings.ts';
import { sha256Of } from '../digest.ts';
import { type Env, readEnv } from '../env.ts';
import { openWorkshop, type Piece, type Workshop } from '../render/workshop.ts';
import type { CustomerRecord } from '../store/store.ts';
import { createShelves, type Shelves } from './compare-shelf.ts';
import { type CustomerView, viewOf } from './customer-view.ts';
import { bell } from './progress.ts';
import { rowOf, type SiteRow } from './site-row.ts';

/** Everything the pages ask for. One is open at a time in a process. */
export interface Site {
  readonly env: Env;
  readonly workshop: Workshop;
  /** One small row for each customer, in the order of ids. */
  readonly rows: readonly SiteRow[];
  /** Index into `rows`. */
  readonly places: ReadonlyMap<string, number>;
  /** What mails are compared by. */
  readonly shelves: Shelves;
  piece(id: string): Promise<Piece>;
  view(id: string): Promise<CustomerView>;
}

let opened: { readonly epoch: number; readonly site: Promise<Site> } | undefined;

/**
 * The open site; opened on first use, and again after `bell.epoch` moved (the studio moves it when a file of the
 * dataset or of `content/` changed).
 */
export function openSite(): Promise<Site> {
  const { epoch } = bell;
  if (opened?.epoch !== epoch) {
    void opened?.site.then(({ workshop }) => workshop.close()).catch(() => {});
    const site = freshSite(readEnv()).finally(() => {
      bell.opening = undefined;
      bell.openedFor = epoch;
    });
    opened = { epoch, site };
  }
  return opened.site;
}

/** Up to here everybody is made once and kept, some 50 kB each; beyond, again when a page asks. */
const MOST_KEPT = 2000;

/** Opens a site anew. @param mostKept up to so many customers everybody is kept. */
export async function freshSite(env: Env, mostKept = MOST_KEPT): Promise<Site> {
  const workshop = await openWorkshop(env);
  const total = workshop.store.facts.customers;
  const chrome = chromeKey(workshop, env);
  const ranked = await standingsOf(workshop);
  const rows: SiteRow[] = [];
  const shelves = createShelves(workshop.copy.segments.names);
  const kept = new Map<string, { readonly piece: Piece; readonly view: CustomerView }>();
  const tell = (done: number) => {
    bell.opening = { done, total };
    bell.ring({ step: 'choose', done, total });
  };
  tell(0);
  // A page links to its neighbours, so a row is finished when the next one is known.
  let waiting: { before: string | undefined; piece: Piece } | undefined;
  const finish = async (after: string | undefined) => {
    if (!waiting) return;
    const media = await workshop.films.madeFor(waiting.piece.customer.customer_id);
    const standing = ranked[rows.length] as Standing;
    const view = viewOf(waiting.piece, workshop, env, standing, { before: waiting.before, after }, media);
    const row = rowOf(waiting.piece, standing, sha256Of([chrome, JSON.stringify(view)]));
    rows.push(row);
    shelves.add(waiting.piece);
    if (total <= mostKept) kept.set(row.id, { piece: waiting.piece, view });
  };
  for await (const piece of workshop.pieces()) {
    const id = piece.customer.customer_id;
    await finish(id);
    waiting = { before: waiting?.piece.customer.customer_id, piece };
    if (rows.length % 500 === 0) tell(rows.length);
  }
  await finish(undefined);
  tell(rows.length);

  const places = new Map(rows.map(({ id }, index) => [id, index]));
  const read = pieceReader(workshop, rows, places);
  const piece = async (id: string) => kept.get(id)?.piece ?? read(id);
  const site: Site = {
    env,
    workshop,
    rows,
    places,
    shelves,
    piece,
    async view(id) {
      const known = kept.get(id);
      if (known) return known.view;
      const place = places.get(id) as number;
      const neighbours = { before: rows[place - 1]?.id, after: rows[place + 1]?.id };
      const media = await workshop.films.madeFor(id);
      return viewOf(await piece(id), workshop, env, ranked[place] as Standing, neighbours, media);
    },
  };
  bell.site = site;
  return site;
}

/** Where each customer stands, in the order of ids. */
async function standingsOf({ store }: Workshop): Promise<readonly Standing[]> {
  const span = await spanOf(store);
  return ask(store, standings, parametersOf(noFilter(span), span.asOf, cohortUnit(span)));
}

/** What every page shows besides its own rows: it belongs to every page's key. */
function chromeKey({ copy, store }: Workshop, env: Env): string {
  return JSON.stringify([
    copy.brand.name,
    copy.segments.names,
    store.facts.asOf,
    store.facts.isSample,
    env.SITE_PII,
    env.SITE_URL,
  ]);
}

const BLOCK = 250;

/** Reads customers in blocks: pages are asked for in the order of ids, so nearly every one is already here. */
function pieceReader(workshop: Workshop, rows: readonly SiteRow[], places: ReadonlyMap<string, number>) {
  let block = -1;
  let records: readonly CustomerRecord[] = [];
  let latest: Piece | undefined;
  return async (id: string): Promise<Piece> => {
    if (latest?.customer.customer_id === id) return latest;
    const place = places.get(id) as number;
    const wanted = Math.floor(place / BLOCK);
    if (wanted !== block) {
      records = await workshop.store.customers(rows[wanted * BLOCK - 1]?.id ?? '', BLOCK);
      block = wanted;
    }
    latest = await workshop.make(records[place % BLOCK] as CustomerRecord);
    return latest;
  };
}
