import type { Target } from './mapping.ts';

export const DATE_TARGETS: readonly Target[] = [
  'join_date',
  'order_date',
  'last_changed',
  'last_active',
  'last_open',
];

export const MONEY_TARGETS: readonly Target[] = [
  'lifetime_value',
  'amount',
  'unit_price',
  'line_discount',
  'order_discount',
  'order_subtotal',
  'refunded',
];
