import type { Page } from 'playwright-core';
import { emojiPicture } from '../../src/media/slides/emoji.ts';

/** Draws the emoji of a page, so that its picture is the same on a machine without a font for them. */
export async function drawEmoji(page: Page): Promise<void> {
  const found = await page.evaluate(() =>
    Array.from(
      document.body.textContent.matchAll(/\p{Emoji_Presentation}|\p{Emoji}\uFE0F/gu),
      ([emoji]) => emoji,
    ),
  );
  for (const emoji of new Set(found)) {
    const source = emojiPicture(emoji);
    if (source) await page.evaluate(replaceText, { emoji, source });
  }
}

/** Runs in the page. */
function replaceText({ emoji, source }: { readonly emoji: string; readonly source: string }): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const at = node.data.indexOf(emoji);
    if (at === -1 || node.parentElement?.closest('script, style')) continue;
    const rest = node.splitText(at);
    rest.data = rest.data.slice(emoji.length);
    const picture = document.createElement('img');
    picture.src = source;
    picture.alt = emoji;
    picture.style.cssText = 'display:inline-block;width:1.1em;height:1.1em;vertical-align:-.18em';
    rest.before(picture);
  }
}
