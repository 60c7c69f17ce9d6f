export type MailTheme = 'light' | 'dark' | 'inverted';

/** Shows a loaded mail as a reader of this theme sees it. Nothing of the file changes, only the document in the frame. */
export function dressMail(page: Document, theme: MailTheme): void {
  wearTheme(page, theme);
  for (const image of page.images) image.setAttribute('src', localized(image.getAttribute('src') ?? ''));
}

export function wearTheme(page: Document, theme: MailTheme): void {
  wearColors(page, theme === 'dark');
  invert(page, theme === 'inverted');
}

/** Turns the mail's own dark block on or off, whatever the reader's system prefers. */
function wearColors(page: Document, isDark: boolean): void {
  for (const sheet of page.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof (page.defaultView as Window & typeof globalThis).CSSMediaRule)) continue;
      const own = rules.get(rule) ?? rule.media.mediaText;
      if (!own.includes('prefers-color-scheme')) continue;
      rules.set(rule, own);
      rule.media.mediaText = own.includes('dark') === isDark ? 'all' : 'not all';
    }
  }
  page.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
}
const rules = new WeakMap<CSSMediaRule, string>();

/** An approximation of clients that recolour every mail: all lightness turned round, hues and pictures kept. */
function invert(page: Document, isOn: boolean): void {
  const id = 'pitchwright-inverted';
  page.getElementById(id)?.remove();
  if (!isOn) return;
  const style = page.createElement('style');
  style.id = id;
  style.textContent =
    'html{background:#fff;filter:invert(0.92) hue-rotate(180deg)}img{filter:invert(1) hue-rotate(180deg) brightness(.95)}';
  page.head.append(style);
}

/** Pictures are addressed on the published site; here they are shown from this copy of it. */
export function localized(source: string): string {
  const at = source.indexOf('/art/');
  return at === -1 ? source : `${import.meta.env.BASE_URL.replace(/\/$/, '')}${source.slice(at)}`;
}
