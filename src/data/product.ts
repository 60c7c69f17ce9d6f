import { z } from 'zod';
import { idSchema, parseMoney } from './fields.ts';
import { MARGIN_CLASSES } from './vocabulary.ts';

const price = z
  .number()
  .positive({ error: 'use a price above 0', abort: true })
  // The shortest decimal that is read as this number is what stands in the file: no binary fraction gets in.
  .refine((units) => /^\d{1,10}(\.\d{1,2})?$/.test(String(units)), 'use at most two decimals, such as 14.96')
  .transform((units) => parseMoney(String(units)));

/** One product of a `catalogue.yaml`. */
export const productSchema = z.strictObject({
  /** Short and lasting: orders refer to it. */
  id: idSchema,
  /** As it stands in the shop, in the brand's default language. */
  name: z.string().trim().min(1).max(80),
  /** The same name in other languages, by locale: `{ hi: टेराकोटा गमला }`. */
  names: z.record(z.string(), z.string().trim().min(1).max(80)).default({}),
  /** One of the catalogue's categories. */
  category: z.string(),
  /** What it costs now: currency units in the file (`14.96`), minor units here (1496). */
  price,
  /** What it costs without a reduction; never below `price`. */
  list_price: price,
  /** The catalogue's interests that it serves, the strongest first. */
  tags: z.array(z.string()).min(1),
  /** The seasons it is made for; none means all year. */
  seasons: z.array(z.enum(['winter', 'summer', 'monsoon', 'festive'])).default([]),
  /** Used up and bought again after about this many days; absent for things that last. */
  refill_days: z.number().int().positive().optional(),
  /** Contribution margin: breaks ties between equally fitting products. */
  margin: z.enum(MARGIN_CLASSES, { error: `use ${MARGIN_CLASSES.join(', ')}` }),
  /** The drawing that stands for it and its two colours, as `#rrggbb`. */
  art: z.strictObject({
    shape: z.string(),
    color: z.string().regex(/^#[0-9a-f]{6}$/, 'use a colour such as #a65f45, lower-case'),
    accent: z.string().regex(/^#[0-9a-f]{6}$/, 'use a colour such as #a65f45, lower-case'),
  }),
});

export type Product = z.output<typeof productSchema>;
export type ProductInput = z.input<typeof productSchema>;
