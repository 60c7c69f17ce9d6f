/** So long, in milliseconds, a page that is being left has to go. What was only a download leaves it where it is. */
const LEAVING = 10_000;

const holders = new Set<() => boolean>();
let isOwed = false;
let isLeaving = false;

const isHeld = () => isLeaving || [...holders].some((holds) => holds());

/** While `holds` says so the page is not reloaded, whatever changes: somebody is in the middle of something. */
export function holdReloadWhile(holds: () => boolean): void {
  holders.add(holds);
}

/** Makes up for a reload that was held, if nothing holds it now. */
export function releaseReload(): void {
  if (isOwed && !isHeld()) location.reload();
}

/** Leaves out what Vite would reload. It reloads a page of a name only where that page is open, and nothing is called so. */
export function heedHolders(): void {
  import.meta.hot?.on('vite:beforeFullReload', (payload) => {
    if (!isHeld()) return;
    isOwed = true;
    payload.path = '/held.html';
  });
  // A reload would call back the way to another page.
  window.addEventListener('beforeunload', () => {
    isLeaving = true;
    setTimeout(() => {
      isLeaving = false;
      releaseReload();
    }, LEAVING);
  });
}
