import { WORDMARK } from '../../site/frame/wordmark.ts';
import type { Wrong } from './error-place.ts';

/** The page for files that something is wrong with. @param base address that the site is served below */
export function brokenHtml(wrongs: readonly Wrong[], base: string): string {
  return page(
    base,
    'Something to mend',
    `<h1>${wrongs.length === 1 ? 'One thing to mend' : 'Some things to mend'} before this page can open</h1>
<p class="lede">The pages are made from your files as they are on disk. This one opens by itself as soon as they are right again.</p>
<ul class="wrongs">${wrongs.map((wrong) => entry(wrong, base)).join('')}</ul>`,
  );
}

/** The page for a mistake of ours. */
export function failedHtml(base: string): string {
  return page(
    base,
    'Something broke',
    `<h1>Something broke</h1>
<p class="lede">This page could not be made, and your files are not the reason. The terminal that <code>npm start</code> runs in has the details.</p>
<p class="acts"><a class="button" href="">Try again</a> <a class="button" href="${escaped(base)}">Go to the overview</a></p>`,
  );
}

/** The page while everybody's mail is made anew. It asks again by itself, once a second. */
export function waitingHtml(
  base: string,
  { done, total }: { readonly done: number; readonly total: number },
): string {
  const number = new Intl.NumberFormat('en-IN');
  return page(
    base,
    'Making the mails',
    `<h1>Making ${number.format(total)} mails</h1>
<p class="lede">Everybody’s mail is made before a page opens. This one opens by itself.</p>
<progress max="${total}" value="${done}" aria-label="Mails made"></progress>
<p class="lede">${number.format(done)} of ${number.format(total)}</p>`,
    '<meta http-equiv="refresh" content="1">',
  );
}

function entry({ fact, fix, place, desk }: Wrong, base: string): string {
  return `<li>
${place === '' ? '' : `<p class="place">${escaped(place)}</p>`}
<p class="fact">${escaped(fact)}</p>
${fix === undefined ? '' : `<p class="fix">${escaped(fix.charAt(0).toUpperCase() + fix.slice(1))}</p>`}
${desk === undefined ? '' : `<p class="acts"><a class="button primary" href="${escaped(`${base}studio/copy/?${desk}`)}">Mend it at the copy desk</a></p>`}
</li>`;
}

/** Vite's client opens it anew when the files change. The styles are the site's own, which need nothing opened. */
function page(base: string, title: string, body: string, head = ''): string {
  const from = escaped(base);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${from}favicon.svg" type="image/svg+xml">
<title>${title} · Pitchwright</title>
${head}
${['tokens', 'base', 'frame', 'parts'].map((name) => `<link rel="stylesheet" href="${from}src/site/styles/${name}.css">`).join('\n')}
<style>
main { max-width: 760px; padding-top: clamp(2rem, 9vh, 6rem); }
.masthead > div { max-width: 760px; }
.wrongs { display: grid; gap: 0.75rem; margin-top: 1.75rem; }
.wrongs li { padding: 1.1rem 1.25rem; background: var(--surface); border: 1px solid var(--line); border-left: 3px solid var(--bad); border-radius: var(--radius); overflow-wrap: anywhere; }
.place { color: var(--muted); font: 400 0.8125rem / 1.5 var(--mono); }
.fact { font-size: var(--step-1); font-weight: 560; line-height: 1.45; }
.place + .fact { margin-top: 0.2rem; }
.fix { margin-top: 0.35rem; color: var(--muted); white-space: pre-line; }
progress { width: 100%; height: 6px; margin-top: 1.75rem; accent-color: var(--accent); }
.acts { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 1rem; }
</style>
<script type="module" src="${from}@vite/client"></script>
</head>
<body>
<header class="masthead"><div><a class="wordmark" href="${from}">${WORDMARK}<span>Pitchwright</span></a></div></header>
<main>
${body}
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
