import type { MailContent } from '../pitch/pitch.ts';

/** Every slot of a mail, in a fixed order: all strings outside `shape`. */
export function slotsOf(mail: MailContent): readonly string[] {
  const slots: string[] = [];
  collect(mail, slots);
  return slots;
}

/** The same walk as `walk`, without building anything: it runs for every message. */
function collect(value: object, slots: string[]): void {
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (typeof item === 'string') slots.push(item);
    else if (typeof item === 'object' && item !== null && key !== 'shape') collect(item, slots);
  }
}

/** The same mail with a sentinel in every slot, and nothing else changed. */
export function withSentinels(mail: MailContent): MailContent {
  let index = 0;
  return walk(mail, () => sentinel(index++)) as MailContent;
}

/**
 * What a template may branch on, as a key: the shape, and the length of every list. Two mails with the same key fill
 * the same plan.
 */
export function shapeKey({ shape, films, facts, paragraphs, picks, callToAction }: MailContent): string {
  return `${shape.locale} ${shape.dir} ${shape.segment} ${shape.behavior} ${films.length} ${facts.length} ${paragraphs.length} ${picks.items.length} ${callToAction.rows.length}`;
}

/** Two characters of the private use area around the slot's number; a plan is only taken when it reads them all back. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const sentinel = (index: number) => `${OPEN}${index}${CLOSE}`;

/** An output as literal text and slot numbers in turn: literal, slot, literal, …, literal. */
export interface Plan {
  readonly literals: readonly string[];
  readonly slots: readonly number[];
}

/** Splits an output at its sentinels; `undefined` when one was altered on its way through the template. */
export function split(output: string, slotCount: number): Plan | undefined {
  const literals: string[] = [];
  const slots: number[] = [];
  let from = 0;
  for (const match of output.matchAll(/\uE000(\d+)\uE001/g)) {
    literals.push(output.slice(from, match.index));
    slots.push(Number(match[1]));
    from = match.index + match[0].length;
  }
  literals.push(output.slice(from));
  const isWhole = literals.every((literal) => !literal.includes(OPEN) && !literal.includes(CLOSE));
  return isWhole && slots.every((index) => index < slotCount) ? { literals, slots } : undefined;
}

export function fill({ literals, slots }: Plan, values: readonly string[]): string {
  let output = literals[0] as string;
  for (let i = 0; i < slots.length; i += 1)
    output += values[slots[i] as number] + (literals[i + 1] as string);
  return output;
}

function walk(value: unknown, onSlot: (slot: string) => string): unknown {
  if (typeof value === 'string') return onSlot(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, onSlot));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'shape' ? item : walk(item, onSlot)]),
  );
}
