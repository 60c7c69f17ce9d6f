import type { Catalogue } from '../../copy/catalogue.ts';
import { readCopy } from '../../copy/read-copy.ts';
import { isPitchwrightError } from '../../errors.ts';
import type { Site } from '../site.ts';

/** What an import in the browser must know of the project; published with the site as `dataset/setting.json`. */
export interface ImportSetting {
  /** The brand's currency. */
  readonly currency: string;
  /** `content/catalogue.yaml`. */
  readonly shop: Catalogue;
  /** The catalogue that the dataset brought; `null` when the shop's counts. */
  readonly own: Catalogue | null;
}

export async function importSetting({
  workshop: { copy },
  env,
}: Pick<Site, 'workshop' | 'env'>): Promise<ImportSetting> {
  const { catalogue, brand, content, folder } = copy;
  const isOwn = content.catalogueFile !== `${folder}/catalogue.yaml`;
  const shop = isOwn ? await shopOf(env.CONTENT_DIR, catalogue) : catalogue;
  return { currency: brand.currency, shop, own: isOwn ? catalogue : null };
}

/** While a dataset brings its own catalogue nothing else needs the shop's, so it may be missing or wrong. */
async function shopOf(folder: string, instead: Catalogue): Promise<Catalogue> {
  try {
    return (await readCopy(folder)).catalogue;
  } catch (error) {
    if (isPitchwrightError(error)) return instead;
    throw error;
  }
}
