import { readFile } from 'node:fs/promises';
import { segmentationOf } from '../analytics/segmentation.ts';
import type { BrandColors } from '../copy/brand.ts';
import type { Copy } from '../copy/copy.ts';
import { readCopy } from '../copy/read-copy.ts';
import type { Env } from '../env.ts';
import { type FilmShown, type Films, openFilms } from '../media/films.ts';
import { choosePitch } from '../pitch/choose.ts';
import { countsOf } from '../pitch/counts.ts';
import { learnModel, type Model } from '../pitch/model.ts';
import type { Occasion } from '../pitch/occasion.ts';
import type { Pitch } from '../pitch/pitch.ts';
import { openStore } from '../store/open-store.ts';
import { type CustomerRecord, pages, type Store } from '../store/store.ts';
import type { Message } from './message.ts';
import { newsletterTemplate } from './mjml-template.ts';
import { pitchTemplate } from './react-template.ts';
import { createRenderer, type Renderer } from './renderer.ts';
import type { TemplateName } from './template.ts';

/** A customer with everything that was made for them. */
export interface Piece extends CustomerRecord {
  readonly pitch: Pitch;
  readonly message: Message;
}

/** A campaign's own words, its template, and what stands for a film in its mails. */
export interface CampaignOccasion extends Occasion {
  readonly template: TemplateName;
  readonly film: FilmShown;
}

/** The open dataset, copy, model and renderer: all that turns customers into messages. */
export interface Workshop {
  readonly store: Store;
  readonly copy: Copy;
  readonly model: Model;
  readonly renderer: Renderer;
  readonly films: Films;
  make(record: CustomerRecord, occasion?: CampaignOccasion): Promise<Piece>;
  /** Every customer in the order of ids. */
  pieces(): AsyncGenerator<Piece>;
  close(): void;
}

/**
 * Reads and checks content and data, learns the model, compiles nothing yet.
 * @param root the project folder, for `emails/`.
 * @throws PitchwrightError as `readCopy`, `openStore` and `newsletterTemplate` do.
 */
export async function openWorkshop(env: Env, root = process.cwd()): Promise<Workshop> {
  const copy = await readCopy(env.CONTENT_DIR, env.DATA_DIR);
  const store = await openStore(env, segmentationOf(copy.segments));
  return workshopOver(store, copy, env, { root });
}

/**
 * A workshop over a store that is open already. The store's segments must be those of the copy.
 * @param before one over the same store with another copy: what the two have in common is not made again.
 * @throws PitchwrightError as `newsletterTemplate` does.
 */
export async function workshopOver(
  store: Store,
  copy: Copy,
  env: Env,
  { root = process.cwd(), before }: { readonly root?: string; readonly before?: Workshop | undefined } = {},
): Promise<Workshop> {
  const { products } = copy.catalogue;
  const { colors } = copy.brand;
  const model =
    before && isSame(before.copy.catalogue.products, products)
      ? before.model
      : learnModel(await countsOf(store), products);
  // What a renderer keeps depends on the templates and their colours; words are what it fills in.
  const renderer =
    before && isSame(before.copy.brand.colors, colors) ? before.renderer : await freshRenderer(root, colors);
  const place = { siteUrl: env.SITE_URL ?? '', unsubscribeSecret: env.UNSUBSCRIBE_SECRET };
  const films = await openFilms(env.DATA_DIR, model, copy, place);
  const make: Workshop['make'] = async (record, occasion) => {
    const chosen = choosePitch(record, model, copy, place, occasion);
    const plain = () => (occasion ? choosePitch(record, model, copy, place) : chosen);
    const mail = { ...chosen.mail, films: await films.of(record, plain, occasion?.film ?? 'poster') };
    const pitch = { ...chosen, mail };
    return { ...record, pitch, message: await renderer.render(mail, occasion?.template) };
  };
  return {
    store,
    copy,
    model,
    renderer,
    films,
    make,
    async *pieces() {
      for await (const page of pages(store)) for (const record of page) yield make(record);
    },
    close: () => store.close(),
  };
}

async function freshRenderer(root: string, colors: BrandColors): Promise<Renderer> {
  const newsletter = await readFile(`${root}/emails/newsletter.mjml`, 'utf8');
  return createRenderer([pitchTemplate(colors), await newsletterTemplate(newsletter, colors)]);
}

const isSame = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);
