import { holdReloadWhile } from './hold-reload.ts';

/** One save of several files is one change. */
const PAUSE = 400;

/**
 * Keeps the page while files change: where the cursor is, what can be taken back and how far a list was scrolled would be
 * lost with it. What changed elsewhere is asked for instead. In the bare frame, which is there while no page can be made,
 * the page still opens anew: that brings the real one back.
 * @param changed is called when something changed on disk, or may have while nobody looked.
 */
export function followDisk(changed: () => void): void {
  if (!document.querySelector('[data-studio-slot]')) return;
  holdReloadWhile(() => true);
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(changed, PAUSE);
  };
  import.meta.hot?.on('vite:beforeFullReload', soon);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') soon();
  });
}
