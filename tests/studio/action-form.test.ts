import { expect, test } from 'vitest';
import { FORMS } from '../../src/studio/browser/action-form.ts';

const chosen = (action: string, input: object) =>
  Object.fromEntries((FORMS[action]?.({ ...input }).questions ?? []).map(({ name, value }) => [name, value]));

test('the form for media begins with what is known, and otherwise with one wide film', () => {
  expect(chosen('media', {})).toMatchObject({ segment: 'VIP', kinds: ['video'], aspects: ['16:9'] });
  const known = { segment: 'New', kinds: ['voice', 'image'], aspects: ['9:16'] };
  expect(chosen('media', known)).toMatchObject(known);
  expect(chosen('media', { customer: 'C0000001', kinds: ['image'] })).toMatchObject({ kinds: ['image'] });
  expect(chosen('media', { customer: 'C0000001' })).not.toHaveProperty('segment');
});
