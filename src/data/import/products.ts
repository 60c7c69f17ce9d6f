import { sha256 } from '../../digest.ts';
import { idSchema } from '../fields.ts';
import { LINE, type OrderBook } from './order-book.ts';
import { slugOfText } from './plain-text.ts';

/** The products of the orders, by number. */
export class Products {
  readonly #bySku = new Map<string, number>();
  readonly #byName = new Map<string, number>();
  readonly #taken = new Set<string>();
  readonly ids: string[] = [];
  /** Empty where the files give only an id. */
  readonly names: string[] = [];
  /** By number of the product, once they are settled. */
  categories: readonly string[] = [];
  /** Categories by number; 0 for none. */
  readonly #categories = new Map([['', 0]]);

  /** The product of a line: known by its id or stock code, else by its name, else by what kind of thing it is. */
  numberOf(sku: string, name: string, category: string): number {
    const known = sku !== '' ? this.#bySku.get(sku) : this.#byName.get(name || `kind ${category}`);
    const number = known ?? this.#add(sku, name, category);
    if (this.names[number] === '' && name !== '') this.names[number] = ownCopy(name);
    return number;
  }

  categoryOf(category: string): number {
    const known = this.#categories.get(category);
    if (known !== undefined) return known;
    this.#categories.set(ownCopy(category), this.#categories.size);
    return this.#categories.size - 1;
  }

  /**
   * Gives every product the category of the last line with one that is still bought. Lines that are not written, such
   * as a return that nothing matches, only speak where no other does.
   */
  settleCategories(book: OrderBook): void {
    const found = new Int32Array(this.ids.length);
    for (const isKept of [false, true]) {
      for (let line = 0; line < book.count; line += 1) {
        const category = book.categories.at(line);
        if (category !== 0 && (book.states.at(line) === LINE.kept) === isKept)
          found[book.products.at(line)] = category;
      }
    }
    const names = [...this.#categories.keys()];
    this.categories = [...found].map((category) => names[category] as string);
  }

  #add(sku: string, name: string, category: string): number {
    const number = this.ids.length;
    const key = ownCopy(sku || name || `kind ${category}`);
    (sku === '' ? this.#byName : this.#bySku).set(key, number);
    this.ids.push(this.#idOf(key, sku, name || category || 'purchase'));
    this.names.push('');
    return number;
  }

  /** An id that a file gives, where it can be one; else a word made of id or name. Each product has another one. */
  #idOf(key: string, sku: string, name: string): string {
    let id = sku !== '' && idSchema.safeParse(sku).success ? ownCopy(sku) : slugOfText(sku || name, 50);
    if (id === '') id = `p-${sha256(key).slice(0, 12)}`;
    if (this.#taken.has(id)) id = `${id.slice(0, 50)}-${sha256(key).slice(0, 8)}`;
    this.#taken.add(id);
    return id;
  }
}

const ownCopy = (text: string) => ` ${text}`.slice(1);
