import { describe, expect } from 'vitest';
import { sidewaysOverflow, test } from './_browser.ts';

const TOKEN = `C0000001~${'k'.repeat(22)}~${'s'.repeat(22)}`;
const MAILBOX = 'mailto:unsubscribe@kachnarlane.example';

describe('the page for unsubscribing', () => {
  test('asks first, and posts the token on the press of its button', async ({ visit, complaints }) => {
    const page = await visit(`/unsubscribe/?t=${TOKEN}`);
    await page.locator('unsubscribe-request[data-ready]').waitFor();
    expect(await page.getByRole('heading').allTextContents()).toContain('Unsubscribe from our mails?');
    expect(complaints).toEqual([]);

    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'Unsubscribe' }).click();
    const request = await posted;
    expect(request.url()).toBe(`https://kachnarlane.example/unsubscribe/one-click?t=${TOKEN}`);
    expect(request.postData()).toBe('List-Unsubscribe=One-Click');
    expect(request.headers().referer).toBeUndefined();
    await expect.poll(() => complaints.length).toBeGreaterThan(0);
    complaints.splice(0);
  });

  test('offers the mailbox, with the token as its subject', async ({ visit }) => {
    const page = await visit(`/unsubscribe/?t=${TOKEN}`);
    await page.locator('unsubscribe-request[data-ready]').waitFor();
    const link = page.locator('a').filter({ visible: true });
    expect(await link.getAttribute('href')).toBe(`${MAILBOX}?subject=unsubscribe-${TOKEN}`);
  });

  test.for(['', '?t=C0000001~cut', '?t=%22%3E%3Cscript%3E'])(
    'without a whole token says so and has no button: "%s"',
    async (query, { visit }) => {
      const page = await visit(`/unsubscribe/${query}`);
      await page.locator('unsubscribe-request[data-ready]').waitFor();
      expect(await page.getByRole('heading').allTextContents()).toEqual(['This link is not complete']);
      expect(await page.getByRole('button').count()).toBe(0);
      const way = page.getByText('write to unsubscribe@kachnarlane.example with the word');
      expect(await way.isVisible()).toBe(true);
    },
  );

  test('without script offers the mailbox', async ({ visit }) => {
    const page = await visit(`/unsubscribe/?t=${TOKEN}`, { javaScriptEnabled: false });
    expect(await page.locator('a').filter({ visible: true }).getAttribute('href')).toBe(
      `${MAILBOX}?subject=unsubscribe`,
    );
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test('is the shop’s, not the studio’s, and fits a phone', async ({ visit }) => {
    const page = await visit(`/unsubscribe/?t=${TOKEN}`, { viewport: { width: 320, height: 700 } });
    expect(await page.title()).toBe('Unsubscribe · Kachnar Lane');
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.getByText('Pitchwright').count()).toBe(0);
    expect(await sidewaysOverflow(page)).toBe(0);
  });
});
