import { describe, expect, test } from 'vitest';
import { readCopy } from '../../src/copy/read-copy.ts';
import { PREVIEW_SECRET, unsubscribeToken } from '../../src/pitch/unsubscribe-token.ts';
import { fillPlaces, isToken, unsubscribeForm } from '../../src/site/unsubscribe-form.ts';

const copy = await readCopy('content');
const TOKEN = unsubscribeToken('C0000001', 'asha@example.com');

describe('the button of the unsubscribe page', () => {
  test('posts to the web app, if there is one', () => {
    const form = unsubscribeForm(copy, { APPS_SCRIPT_URL: 'https://script.google.com/macros/s/X/exec' });
    expect(form).toEqual({
      action: 'https://script.google.com/macros/s/X/exec',
      fields: { action: 'unsubscribe', t: 'UNSUBSCRIBE-TOKEN' },
    });
    expect(fillPlaces(form?.fields.t ?? '', TOKEN)).toBe(TOKEN);
  });

  test('else to where mailbox providers post, as they do (RFC 8058)', () => {
    const form = unsubscribeForm(copy, { APPS_SCRIPT_URL: undefined });
    expect(form?.fields).toEqual({ 'List-Unsubscribe': 'One-Click' });
    expect(fillPlaces(form?.action ?? '', TOKEN)).toBe(
      `https://kachnarlane.example/unsubscribe/one-click?t=${TOKEN}`,
    );
  });

  test('is not there when the shop has neither', () => {
    const { one_click: _, ...links } = copy.links;
    expect(unsubscribeForm({ links }, { APPS_SCRIPT_URL: undefined })).toBeUndefined();
  });
});

test('a token is known by its form, whoever signed it', () => {
  expect(isToken(TOKEN)).toBe(true);
  expect(isToken(unsubscribeToken('a.b_c-d', 'x@example.com', PREVIEW_SECRET))).toBe(true);
  for (const text of ['', TOKEN.slice(0, -1), `${TOKEN}x`, ` ${TOKEN}`, `<b>${TOKEN}`, `${TOKEN}\n`])
    expect(isToken(text), JSON.stringify(text)).toBe(false);
});
