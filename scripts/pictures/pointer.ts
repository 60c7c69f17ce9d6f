import type { Page } from 'playwright-core';

/** A pointer drawn into the page, because a picture of a page has none. `press`: 0 (up) to 1 (the ring of a click). */
export interface Pointer {
  readonly x: number;
  readonly y: number;
  readonly press: number;
}

export async function drawPointer(page: Page, pointer: Pointer): Promise<void> {
  await page.evaluate(({ x, y, press }) => {
    const old = document.querySelector<HTMLElement>('[data-drawn-pointer]');
    const root = old ?? document.createElement('div');
    if (!old) {
      root.dataset.drawnPointer = '';
      root.popover = 'manual';
      root.ariaHidden = 'true';
      root.style.cssText =
        'position:fixed;inset:auto;margin:0;border:0;padding:0;background:none;overflow:visible;pointer-events:none;width:0;height:0';
      root.innerHTML = `<svg width="64" height="64" viewBox="-32 -32 64 64" style="position:absolute;left:-32px;top:-32px">
        <circle r="0" fill="#3b4fd1" fill-opacity=".18" stroke="#3b4fd1" stroke-width="1.5"/>
        <path d="M0 0 0 19 4.6 14.9 7.8 22 11 20.6 7.9 13.6 14 13.4Z" fill="#15151a" stroke="#fff" stroke-width="1.6" stroke-linejoin="round"/></svg>`;
      document.body.append(root);
    }
    // Shown again each time: a dialog that has opened since would lie above it.
    if (root.matches(':popover-open')) root.hidePopover();
    root.showPopover();
    root.style.left = `${x}px`;
    root.style.top = `${y}px`;
    const ring = root.querySelector('circle');
    ring?.setAttribute('r', String(press * 22));
    ring?.setAttribute('opacity', String(press === 0 ? 0 : 1.15 - press * 0.6));
  }, pointer);
}
