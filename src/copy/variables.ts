/**
 * The Liquid variables that copy may use. A text that names any other is refused when `content/` is read, with
 * file and key, so that no mail can go out with a hole.
 */
const CUSTOMER = [
  'customer.id',
  'customer.name', // empty when no file gives one
  'customer.first_name', // empty when it is not known
  'customer.city', // may be empty
  'customer.interest', // label of the interest the picks serve best; may be empty
  'customer.since', // year they joined; empty when it is not known
  'customer.segment', // VIP, or what segments.yaml calls it in this language
  'brand.name',
  'brand.tagline',
  'orders.count', // number of days on which they ordered
  'orders.days_since_last', // number; nil without orders
  'orders.months_since_last', // number; nil without orders
  'orders.last_product', // name; empty without orders or when it left the catalogue
  'orders.favourite_category', // label of the category bought most; may be empty
  'shop.product_count', // number
  'shop.discounted_count', // number of products below their list price now
  'shop.bought_count', // number of products that somebody has bought
  'shop.free_delivery_from', // formatted money
  'shop.delivery_days', // "2 to 4"
  'shop.return_days', // number
  'shop.warranty_months', // number
  'shop.support_hours',
  'season.name', // season of the analysis date
  'season.count', // products made for this season
] as const;

const PICKS = [
  'picks.count', // 3 to 5
  'picks.first', // name of the first
  'picks.first_price', // formatted money
  'picks.lowest_price', // formatted money
  'picks.discounted_count', // how many of them are below list price
  'picks.best_saving', // percent, whole number; 0 when none
] as const;

const ITEM = [
  'product.id',
  'product.name',
  'product.price',
  'product.category', // empty when the catalogue has one category, or the product none of its own
] as const;

const PRIVATE: readonly string[] = ['customer.id', 'customer.name', 'customer.city'];

export const VARIABLES = {
  text: [...CUSTOMER, ...PICKS],
  /** What a voice says may be asked of a service: the first name, and nothing that tells who it is. */
  film: [...CUSTOMER, ...PICKS].filter((name) => !PRIVATE.includes(name)),
  plain: [],
  link: ['customer.id', 'product.id'],
  /** Links that end a subscription: the token says who, and that we wrote it. */
  unsubscribe: ['customer.id', 'unsubscribe.token'],
  together: [...CUSTOMER, ...ITEM, 'other.name', 'together.share'], // share of the other's buyers who also bought this, percent
  interest: [...CUSTOMER, ...ITEM, 'interest.label'],
  trend: [...CUSTOMER, ...ITEM, 'trend.growth', 'trend.days'], // growth in percent against the window before
  refill: [...CUSTOMER, ...ITEM, 'refill.days', 'refill.months'],
  popular: [...CUSTOMER, ...ITEM, 'popular.buyers'], // buyers in the customer's own segment
  discount: [...CUSTOMER, ...ITEM, 'discount.percent', 'discount.list_price'],
  again: [...CUSTOMER, ...ITEM, 'refill.days', 'refill.months'],
  shelf: [...CUSTOMER, ...ITEM],
  bought: [...CUSTOMER, ...ITEM, 'popular.buyers'], // buyers among all customers
  shop: [...CUSTOMER, ...ITEM],
  item: [...CUSTOMER, ...ITEM, 'discount.percent', 'discount.list_price'],
} as const;

export type VariableSet = keyof typeof VARIABLES;
