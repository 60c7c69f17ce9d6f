import type { CDPSession, Locator, Page } from 'playwright-core';
import { drawEmoji } from './emoji.ts';
import { drawPointer } from './pointer.ts';
import type { Reel } from './reel.ts';

const STEPS_OF_A_WAY = 6;
const STEPS_OF_A_SCROLL = 5;
/** While work goes on, a frame is taken so often; of a long wait only so many are kept. */
const LAPSE_MS = 250;
const MOST_FRAMES_OF_A_WAIT = 11;
const PATIENCE_MS = 1500;

/** Somebody at the studio: what they do with pointer and keys goes onto the reel, step by step. */
export class Actor {
  private at = { x: 640, y: 520 };
  private readonly page: Page;
  private readonly reel: Reel;
  private readonly camera: CDPSession;

  constructor(page: Page, reel: Reel, camera: CDPSession) {
    this.page = page;
    this.reel = reel;
    this.camera = camera;
  }

  /** What is seen now, for so long. */
  async show(seconds: number): Promise<void> {
    await this.reel.add(await this.picture());
    await this.reel.hold(seconds);
  }

  async click(target: Locator): Promise<void> {
    const box = await target.boundingBox();
    if (!box) throw new Error(`${target} is not on the page`);
    const from = this.at;
    const to = { x: box.x + Math.min(box.width / 2, 120), y: box.y + box.height / 2 };
    for (let step = 1; step <= STEPS_OF_A_WAY; step += 1) {
      const part = eased(step / STEPS_OF_A_WAY);
      this.at = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      await this.show(0);
    }
    for (const press of [0.4, 0.8]) await this.reel.add(await this.picture(press));
    await this.page.mouse.click(to.x, to.y);
  }

  async type(text: string): Promise<void> {
    for (const letter of text) {
      await this.page.keyboard.type(letter);
      await this.page.waitForTimeout(LAPSE_MS);
      await this.show(0.08);
    }
  }

  /** Until the target stands so far below the upper edge; the page is where it is when there is none. */
  async scrollTo(target: Locator, below: number): Promise<void> {
    const from = await this.page.evaluate(() => scrollY);
    const box = await target.boundingBox();
    const to = from + (box?.y ?? below) - below;
    for (let step = 1; step <= STEPS_OF_A_SCROLL; step += 1) {
      const y = from + (to - from) * eased(step / STEPS_OF_A_SCROLL);
      await this.page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), y);
      await this.show(0);
    }
  }

  /** What is seen while something goes on, in time-lapse. */
  async watch(done: Promise<unknown>): Promise<void> {
    let isOver = false;
    const over = done.finally(() => {
      isOver = true;
    });
    const seen: Buffer[] = [];
    while (!isOver) {
      seen.push(await this.picture());
      await Promise.race([over, this.page.waitForTimeout(LAPSE_MS)]);
    }
    await over;
    const every = Math.ceil(seen.length / MOST_FRAMES_OF_A_WAIT);
    for (const [at, png] of seen.entries()) if (at % every === 0) await this.reel.add(png);
  }

  private async picture(press = 0): Promise<Buffer> {
    for (;;) {
      // Where a page goes to the next one, both of these may be without an answer or end badly: the next one is asked.
      const taken = this.dress(press).then(() =>
        this.camera.send('Page.captureScreenshot', { format: 'png' }),
      );
      const answer = await Promise.race([
        taken.catch(() => undefined),
        new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS)),
      ]);
      if (answer) return Buffer.from(answer.data, 'base64');
    }
  }

  private async dress(press: number): Promise<void> {
    await drawEmoji(this.page);
    await drawPointer(this.page, { ...this.at, press });
  }
}

const eased = (part: number) => part * part * (3 - 2 * part);
