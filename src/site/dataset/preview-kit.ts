import { type Catalogue, catalogueSchema } from '../../copy/catalogue.ts';
import type { Content } from '../../copy/content.ts';
import { fillLabels } from '../../copy/own-catalogue.ts';
import type { MadeCatalogue } from '../../data/import/catalogue-of-orders.ts';
import type { Product } from '../../data/product.ts';
import type { BrowserKit } from '../../render/browser-kit.ts';
import type { ImportSetting } from './import-setting.ts';

/**
 * The kit that mails of an imported dataset are made with: the site's, with the catalogue that the dataset would have.
 *
 * @param made the catalogue that the import made of the orders; else `keepsOwn` says whether the dataset's own stays.
 */
export function kitFor(
  kit: BrowserKit,
  { shop, own }: ImportSetting,
  {
    catalogue: made,
    keepsCatalogue: keepsOwn,
  }: { readonly catalogue: MadeCatalogue | undefined; readonly keepsCatalogue: boolean },
): BrowserKit {
  if (made) return { ...kit, content: withCatalogue(kit.content, catalogueSchema.parse(made)) };
  return keepsOwn || !own ? kit : { ...kit, content: { ...kit.content, catalogue: shop } };
}

function withCatalogue(content: Content, catalogue: Catalogue): Content {
  const locales = Object.entries(content.locales).map(([locale, files]) => [
    locale,
    { ...files, labels: fillLabels(files.labels, catalogue) },
  ]);
  return { ...content, catalogue, locales: Object.fromEntries(locales) };
}

/** How the products look that the site has no picture of: its pictures are those of its own catalogue. */
export function withoutPicture(catalogue: Catalogue, ofSite: Catalogue): ReadonlyMap<string, Product['art']> {
  const known = new Map(ofSite.products.map(({ id, art }) => [id, JSON.stringify(art)]));
  const missing = catalogue.products.filter(({ id, art }) => known.get(id) !== JSON.stringify(art));
  return new Map(missing.map(({ id, art }) => [id, art]));
}
