import { describe, expect } from 'vitest';
import { bundleAppsScript } from '../../src/delivery/bundle-apps-script.ts';
import { sidewaysOverflow, test } from './_browser.ts';

const PATH = '/setup/apps-script/';

describe('the page that sets up the web app', () => {
  test('copies the very script that npm run apps-script makes', async ({ visit }) => {
    const { code, manifest } = await bundleAppsScript();
    const page = await visit(PATH, { permissions: ['clipboard-read', 'clipboard-write'] });
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'Copy Code.gs' }).click();
    await page.getByText('Copied').waitFor();
    expect(await clipboard()).toBe(code);
    await page.getByRole('button', { name: 'Copy appsscript.json' }).click();
    await expect.poll(clipboard).toBe(manifest);
  });

  test('selects it where the clipboard may not be written', async ({ visit }) => {
    const page = await visit(PATH);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    await page.getByRole('button', { name: 'Copy appsscript.json' }).click();
    await page.getByText('Selected: press Ctrl or ⌘ C').waitFor();
    expect(await page.evaluate(() => String(getSelection()))).toContain('"runtimeVersion": "V8"');
  });

  test('has everything without script, and no button that does nothing', async ({ visit }) => {
    const { code } = await bundleAppsScript();
    const page = await visit(PATH, { javaScriptEnabled: false });
    expect(await page.locator('#code').textContent()).toBe(code);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.locator('.steps > li').count()).toBe(5);
  });

  test('fits a phone', async ({ visit }) => {
    const page = await visit(PATH, { viewport: { width: 390, height: 844 } });
    expect(await sidewaysOverflow(page)).toBe(0);
  });
});
