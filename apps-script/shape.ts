/** Tells whether a value looks as it must: the few checks of the wire's schema that are needed here. */
export type Shape = (value: unknown) => boolean;

export const text: Shape = (value) => typeof value === 'string';

export const matching =
  (pattern: RegExp): Shape =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

export const exactly =
  (wanted: unknown): Shape =>
  (value) =>
    value === wanted;

export const whole: Shape = (value) => Number.isSafeInteger(value);

export const flag: Shape = (value) => typeof value === 'boolean';

export const list =
  (item: Shape, low = 0, high = Number.POSITIVE_INFINITY): Shape =>
  (value) =>
    Array.isArray(value) && value.length >= low && value.length <= high && value.every((each) => item(each));

export const either =
  (...shapes: readonly Shape[]): Shape =>
  (value) =>
    shapes.some((shape) => shape(value));

/** Every object has more names than its own, such as `constructor`. */
const has = (record: object, name: string) => Object.keys(record).includes(name);

/** All of `fields`, perhaps some of `others`, and nothing else. */
export const object =
  (fields: Readonly<Record<string, Shape>>, others: Readonly<Record<string, Shape>> = {}): Shape =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const record = value as Record<string, unknown>;
    for (const name of Object.keys(fields)) if (!fields[name]?.(record[name])) return false;
    return Object.keys(record).every(
      (name) => has(fields, name) || (has(others, name) && others[name]?.(record[name])),
    );
  };
