import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const CUSTOMERS_HEADER =
  'customer_id,name,email,segment,interests,city,join_date,engagement_score,preferred_contact_time,pain_points,buying_behavior,response_rate,lifetime_value,locale,time_zone,email_consent';
export const ORDERS_HEADER = 'order_id,customer_id,order_date,product_id,category,quantity,amount';

/** Four people, three of them with orders: as small as a real file can be. */
export const CUSTOMERS: readonly string[] = [
  'ana,Ana Müller,ana@shop.example,VIP,cooking|reading,Köln,2024-02-29,91,morning,quality,loyal,0.5,1548.00,en,Europe/Berlin,subscribed',
  'bao,"Bảo ""B"" O\'Neil, Jr.",bao@shop.example,New,,,2026-05-01,40,evening,,impulse_buyer,0,349.00,,,',
  'chi,चित्रा शर्मा,chi@shop.example,Returning,wellness,पुणे,2025-01-31,55.5,afternoon,time|budget,researcher,0.25,1299.00,hi,Asia/Kolkata,unknown',
  'dee,<Dee> & {{ co }},dee@shop.example,At-Risk,travel,Pune  West,2023-12-01,3,morning,trust,seasonal,1,0,en,Asia/Kolkata,unsubscribed',
];

export const ORDERS: readonly string[] = [
  'o1,ana,2026-05-30,ceramic-vase,decor,1,1299.00',
  'o2,ana,2026-06-01,spice-jars,kitchen,2,249.00',
  'o3,bao,2026-05-01,stoneware-mug,kitchen,1,349.00',
  'o4,chi,2025-02-01,ceramic-vase,constructor,1,1299.00',
];

/** Writes both files as somebody's spreadsheet might: `form` may add a byte order mark or other line ends. */
export async function writeSmallData(
  folder: string,
  { customers = CUSTOMERS, orders = ORDERS, form = (text: string) => text } = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const table = (rows: readonly string[]) => form(`${rows.join('\n')}\n`);
  await writeFile(join(folder, 'customers.csv'), table([CUSTOMERS_HEADER, ...customers]));
  await writeFile(join(folder, 'orders.csv'), table([ORDERS_HEADER, ...orders]));
}
