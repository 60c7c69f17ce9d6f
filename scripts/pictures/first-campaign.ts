import type { Locator, Page } from 'playwright-core';
import type { Actor } from './actor.ts';
import { openLive, readable } from './studio.ts';

const CAMPAIGN = 'vip-early-access';
/** Work on a busy machine. */
const LONG = { timeout: 180_000 };
const SECOND_LOAD_MS = 2000;

/**
 * Opens the pages of the story once before: what a page needs is prepared when it is first asked for, which takes a
 * while and may load the page a second time.
 */
export async function prepareFirstCampaign(page: Page, customerPage: string): Promise<void> {
  for (const path of [customerPage, '/campaigns/', `/campaigns/${CAMPAIGN}/`, '/']) {
    await openLive(page, path);
    await page.waitForTimeout(SECOND_LOAD_MS);
  }
  await searchBox(page).click();
  await page.getByRole('option').first().waitFor(LONG);
  await page.waitForTimeout(SECOND_LOAD_MS);
  await openLive(page, '/');
}

/** From the overview to a rehearsed campaign, every click on the reel. */
export async function performFirstCampaign(page: Page, actor: Actor, typed: string): Promise<void> {
  await actor.show(1.3);
  await actor.click(searchBox(page));
  await page.getByRole('dialog').waitFor();
  await actor.type(typed);
  await page.getByRole('option').first().waitFor(LONG);
  await actor.show(0.4);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/customers/*/');
  await readable(page);
  await actor.show(1);
  await actor.scrollTo(page.locator('mail-preview'), 60);
  await actor.show(1.2);

  await actor.click(page.getByRole('navigation').getByRole('link', { name: 'Campaigns', exact: true }));
  await page.waitForURL('**/campaigns/');
  await actor.show(0.7);
  await actor.click(page.locator(`main a[href$="/campaigns/${CAMPAIGN}/"]`).first());
  await page.waitForURL(`**/campaigns/${CAMPAIGN}/`);
  await actor.show(0.7);

  await actor.click(page.getByRole('button', { name: 'Plan it now' }));
  await actor.watch(ended(page, `Plan ${CAMPAIGN}`, page.getByRole('button', { name: 'Rehearse it' })));
  await actor.show(1.2);
  await actor.click(page.getByRole('button', { name: `Put away: Plan ${CAMPAIGN}` }));

  await actor.scrollTo(page.locator('mail-preview'), 110);
  await actor.show(0.4);
  const before = await page.locator('mail-preview iframe').getAttribute('src');
  await actor.click(page.getByRole('button', { name: 'Next mail' }));
  await page.locator(`mail-preview iframe:not([src="${before}"])`).waitFor(LONG);
  await readable(page);
  await actor.show(1.3);

  const rehearse = page.getByRole('button', { name: 'Rehearse it' });
  await actor.scrollTo(rehearse, 330);
  await actor.click(rehearse);
  await actor.watch(ended(page, `Rehearse ${CAMPAIGN}`, page.getByText('Nobody was mailed')));
  await actor.scrollTo(page.locator('body'), 0);
  await actor.show(2);
}

const searchBox = (page: Page) => page.getByRole('button', { name: /^Search customers/ });

/** The work is told as done, and the page shows what came of it. */
async function ended(page: Page, title: string, sign: Locator): Promise<void> {
  const card = page.getByRole('region', { name: 'Work in progress' }).getByRole('article');
  await card.filter({ hasText: title }).getByText('Done after').waitFor(LONG);
  await sign.first().waitFor(LONG);
}
