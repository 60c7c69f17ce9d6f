import type { Inks, Theme } from './theme.ts';

/** Screens up to this width get one column. */
const NARROW = 480;

/**
 * The three style sheets of the head, kept apart because Gmail drops a whole `<style>` that holds a rule it does
 * not know. Nothing in them is needed to read the mail: light, wide and left-to-right is all inline.
 */
export function headStyles(theme: Theme): readonly string[] {
  return [narrow(theme), enhanced(), dark(theme)];
}

/** Rules for classic Outlook alone: a fixed width, and line heights as written. */
export const OUTLOOK_HEAD =
  '<!--[if mso]><xml><o:OfficeDocumentSettings xmlns:o="urn:schemas-microsoft-com:office:office"><o:PixelsPerInch>96' +
  '</o:PixelsPerInch></o:OfficeDocumentSettings></xml><style>.wrap{width:600px!important}' +
  'td,th,p,a,h1,h2,h3{mso-line-height-rule:exactly}</style><![endif]-->';

function narrow({ tone }: Theme): string {
  return [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    'body{margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}',
    'table,td{mso-table-lspace:0;mso-table-rspace:0}',
    `@media only screen and (max-width:${NARROW}px){`,
    '.top{padding-top:0!important}',
    '.square{border-radius:0!important}',
    '.gut{padding-left:20px!important;padding-right:20px!important}',
    '.h1{font-size:32px!important;line-height:40px!important}',
    // Columns become rows; a gap between columns becomes a gap between rows.
    '.stack{display:block!important;width:100%!important;box-sizing:border-box!important}',
    '.gap{display:block!important;width:100%!important;height:20px!important}',
    '.start{text-align:inherit!important;padding-left:0!important;padding-right:0!important}',
    '.plain{border:0!important}',
    '.flush{padding-left:0!important;padding-right:0!important}',
    '.over{padding-bottom:4px!important}',
    '.below{padding-top:0!important}',
    '.under{padding:20px 0 0!important}',
    '.fact{padding:14px 0!important}',
    '.bar{border-width:1px 0 0!important}',
    `.cap{border-radius:${tone.radius}px ${tone.radius}px 0 0!important}`,
    '.thumb{width:72px!important}',
    '}',
  ].join('');
}

function enhanced(): string {
  return [
    // Apple turns dates and addresses into blue links.
    'a[x-apple-data-detectors]{color:inherit!important;text-decoration:inherit!important}',
    // Yahoo has no object-fit and would squash the picture; it has no [class~=] either, so only the others get this.
    `@media only screen and (min-width:${NARROW + 1}px){[class~="cover"]{height:300px!important;object-fit:cover!important}}`,
  ].join('');
}

/** Once for clients with prefers-color-scheme, once for Outlook.com, which marks what it has recoloured. */
function dark({ dark, hero, mark }: Theme): string {
  const rules: Rule[] = [
    ...paletteRules(dark),
    ...surfaceRules(hero),
    ['mark', 'background-color', mark.dark],
    ['mark-edge', 'border-color', mark.dark],
  ];
  const css = rules.map(([name, property, color]) => `.${name}{${property}:${color}!important}`).join('');
  const outlook = rules
    .map(
      ([name, property, color]) =>
        `[data-ogs${property === 'background-color' ? 'b' : 'c'}] .${name}{${property}:${color}!important}`,
    )
    .join('');
  return `@media (prefers-color-scheme:dark){${css}}${outlook}`;
}

type Rule = readonly [name: string, property: 'color' | 'background-color' | 'border-color', color: string];

function paletteRules(inks: Inks): Rule[] {
  return [
    ['canvas', 'background-color', inks.canvas],
    ['paper', 'background-color', inks.paper],
    ['panel', 'background-color', inks.panel],
    ['ink', 'color', inks.ink],
    ['muted', 'color', inks.muted],
    ['link', 'color', inks.link],
    ['line', 'border-color', inks.line],
    ['link-edge', 'border-color', inks.link],
    ['ink-edge', 'border-color', inks.ink],
    ['button', 'background-color', inks.primary],
    ['button', 'color', inks.on_primary],
  ];
}

/** The segment's surface keeps its colours in the dark. */
function surfaceRules(hero: Theme['hero']): Rule[] {
  return [
    ['hero', 'background-color', hero.ground],
    ['hero', 'color', hero.text],
    ['high', 'color', hero.highlight],
    ['edge', 'border-color', hero.accent],
    ['pop', 'background-color', hero.accent],
    ['pop', 'color', hero.on_accent],
    ['pop-turned', 'background-color', hero.on_accent],
    ['pop-turned', 'color', hero.accent],
    ['pop-edge', 'border-color', hero.on_accent],
  ];
}
