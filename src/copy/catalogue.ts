import { z } from 'zod';
import { printPrice } from '../data/fields.ts';
import { productSchema } from '../data/product.ts';

const slug = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'use lower-case words such as home_decor');

/** `content/catalogue.yaml`: what can be recommended. */
export const catalogueSchema = z
  .strictObject({
    /** What people care about; customers name them in `interests`, products in `tags`. */
    interests: z.array(slug).min(1),
    categories: z.array(slug).min(1),
    products: z.array(productSchema).min(1, 'list at least one product'),
  })
  .superRefine(({ interests, categories, products }, context) => {
    const seen = new Set<string>();
    const issue = (index: number, key: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['products', index, key], message });
    products.forEach((product, index) => {
      if (seen.has(product.id))
        issue(index, 'id', `"${product.id}" is used twice; give each product its own id`);
      seen.add(product.id);
      if (!categories.includes(product.category)) {
        issue(
          index,
          'category',
          `"${product.category}" is none of the categories; add it there or use ${categories.join(', ')}`,
        );
      }
      for (const tag of product.tags) {
        if (!interests.includes(tag))
          issue(index, 'tags', `"${tag}" is none of the interests; add it there or remove it`);
      }
      if (product.list_price < product.price) {
        issue(
          index,
          'list_price',
          `${printPrice(product.list_price)} is below the price ${printPrice(product.price)}; a list price is never lower`,
        );
      }
    });
  });

export type Catalogue = z.output<typeof catalogueSchema>;
