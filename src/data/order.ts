import { z } from 'zod';
import { dateSchema, idSchema, moneySchema, textSchema } from './fields.ts';

/** One row of `orders.csv`: one product bought on one day. The README's table is printed from the descriptions. */
export const orderSchema = z.object({
  order_id: idSchema.describe('Unique.'),
  customer_id: idSchema.describe('A customer of `customers.csv`.'),
  order_date: dateSchema.describe("YYYY-MM-DD, not after the dataset's analysis date."),
  product_id: idSchema.describe('A product of the catalogue, or one that has left it.'),
  category: textSchema
    .regex(/\S/, 'give a category')
    .max(100, 'use at most 100 characters')
    .describe('The category of the product when it was bought.'),
  quantity: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'use a whole number from 1 to 999999')
    .transform(Number)
    .describe('Pieces, 1 or more.'),
  amount: moneySchema.describe('Paid for all pieces together, after discount, such as 1499.50.'),
});

export type Order = z.output<typeof orderSchema>;

export const ORDER_COLUMNS = Object.keys(orderSchema.shape) as readonly (keyof Order)[];
