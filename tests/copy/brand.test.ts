import { describe, expect, test } from 'vitest';
import { readCopy } from '../../src/copy/read-copy.ts';
import { copyOfContent } from './_content.ts';

const { brand } = await readCopy('content');

describe('the brand', () => {
  test('is refused when a text cannot be read on its ground', async () => {
    const content = await copyOfContent();
    await content.edit('brand.yaml', (before) =>
      before.replace(/(light:[\s\S]*?muted: )"#\w{6}"/, '$1"#857b80"'),
    );
    const { code, message, hint } = await content.refusal();
    expect(code).toBe('CONTENT_INVALID');
    expect(message.split('\n')).toHaveLength(3);
    expect(message).toMatch(
      /^content\/brand\.yaml: colors › light: muted \(#857b80\) on paper \(#\w{6}\) has \d\.\d\d : 1\.$/m,
    );
    expect(hint).toBe('text needs a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3)');
  });

  test('is refused when the text of a segment cannot be read', async () => {
    const content = await copyOfContent();
    await content.edit('brand.yaml', (before) => before.replace(/(VIP:\s+ground: )"#\w{6}"/, '$1"#f0f0f0"'));
    expect((await content.refusal()).message).toMatch(
      /^content\/brand\.yaml: colors › segments › VIP: text \(#\w{6}\) on ground \(#f0f0f0\) has \d\.\d\d : 1\.$/,
    );
  });

  test.each(['#FFFFFF', 'white', '#fff'])('wants a colour as #rrggbb, not %s', async (color) => {
    const content = await copyOfContent();
    await content.edit('brand.yaml', (before) => before.replace(/paper: "#\w{6}"/, `paper: "${color}"`));
    expect((await content.refusal()).message).toMatch(
      / line \d+: colors › light › paper is not right: use a colour as #rrggbb, lower-case\.$/,
    );
  });

  test('falls back only to a language with copy', async () => {
    const content = await copyOfContent();
    await content.edit('brand.yaml', (before) => before.replace(/^fallbacks:$/m, 'fallbacks:\n  fr: es'));
    expect(await content.refusal()).toEqual({
      code: 'CONTENT_INVALID',
      message: 'content/brand.yaml: fallbacks › fr is "es"',
      hint: `use one of the locales: ${brand.locales.join(', ')}`,
    });
  });

  test('has links that may hold ids and nothing else', async () => {
    const content = await copyOfContent();
    await content.edit('brand.yaml', (before) =>
      before.replace(/^ {2}help: .*$/m, '  help: https://x.example/{{ customer.name }}'),
    );
    expect(await content.refusal()).toMatchObject({
      code: 'COPY_INVALID',
      message: 'content/brand.yaml › links › help: {{ customer.name }} does not exist',
      hint: 'use one of: customer.id, product.id',
    });
  });
});
