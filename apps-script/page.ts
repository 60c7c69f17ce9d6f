/** A page of the web app, whole: one card, light and dark, no script, nothing loaded. */
export function page(title: string, body: string): GoogleAppsScript.HTML.HtmlOutput {
  return HtmlService.createHtmlOutput(
    `<!DOCTYPE html><html lang="en"><head><base target="_top"><meta charset="utf-8"><style>${STYLE}</style></head>` +
      `<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`,
  )
    .setTitle(title)
    .addMetaTag('viewport', 'width=device-width, initial-scale=1');
}

export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

const STYLE = `
:root { color-scheme: light dark; --canvas: #faf9f7; --card: #fff; --ink: #1b1c1f; --muted: #5d6068; --line: #e5e2dc;
  --accent: #3a4fd0; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --canvas: #121316; --card: #1a1c20; --ink: #eceef1; --muted: #a3a8b3;
  --line: #2c2f36; --accent: #a3b3ff; --on-accent: #12153a; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--canvas); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { box-sizing: border-box; width: min(460px, calc(100% - 32px)); margin: 32px 0; padding: 36px 32px;
  background: var(--card); border: 1px solid var(--line); border-radius: 16px; }
h1 { margin: 0 0 12px; font-size: 24px; line-height: 1.25; letter-spacing: -0.02em; }
p { margin: 0; color: var(--muted); }
form { margin-top: 24px; }
button { width: 100%; min-height: 46px; border: 0; border-radius: 10px; background: var(--accent);
  color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.small { margin-top: 16px; font-size: 14px; }
`;
