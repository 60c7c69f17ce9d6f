import type { Finding, Level, Rule } from '../finding.ts';
import { placeOf } from '../page.ts';

/** Every picture loads, has room reserved, and says what it shows. */
export const images: Rule = {
  id: 'images',
  title: 'Pictures load and have a text for who cannot see them',
  find({ page, message, siteUrl }) {
    const findings: Finding[] = [];
    const shown = new Set<string>();
    const cids = new Set(message.inline.map(({ cid }) => cid));
    for (const element of page.elements) {
      if (element.tag !== 'img') continue;
      const { src = '', alt, width } = element.attributes;
      const add = (level: Level, fact: string, fix: string) =>
        findings.push({ level, place: placeOf(element), fact, fix });
      if (alt === undefined) {
        add('error', 'it has no alt', 'say with alt="…" what it shows; alt="" when it only decorates');
      }
      if (width === undefined || !/^\d+%?$/.test(width)) {
        add(
          'warning',
          'it has no width',
          'give it a width attribute: Outlook shows it in full size without one',
        );
      }
      const fact = sourceTrouble(src.trim(), siteUrl, cids);
      if (fact) add(fact[0], fact[1], fact[2]);
      if (src.startsWith('cid:')) shown.add(src.slice(4));
    }
    for (const { cid, filename } of message.inline) {
      if (shown.has(cid) || message.html.includes(`cid:${cid}`)) continue;
      findings.push({
        level: 'warning',
        place: `inside the mail: ${filename}`,
        fact: 'it travels with the mail and is shown nowhere',
        fix: 'leave out pictures that the HTML does not show',
      });
    }
    return findings;
  },
};

function sourceTrouble(
  src: string,
  siteUrl: string,
  cids: ReadonlySet<string>,
): readonly [Level, string, string] | undefined {
  if (src === '') return ['error', 'its src is empty', 'give it an address, or leave the picture out'];
  if (src.startsWith('cid:')) {
    if (cids.has(src.slice(4))) return undefined;
    return ['error', `nothing inside the mail is called ${src}`, 'add the picture to the mail, or link it'];
  }
  if (/^data:/i.test(src)) {
    return [
      'error',
      'Gmail and Outlook do not show data: pictures',
      'link it, or use images: inline in the campaign',
    ];
  }
  if (/^http:/i.test(src))
    return ['warning', 'it is not encrypted (http:)', 'use an address that begins with https://'];
  if (!/^https:/i.test(src) && siteUrl !== '') {
    return [
      'error',
      `its address has no host: ${src.slice(0, 60)}`,
      `begin it with ${siteUrl} or another host`,
    ];
  }
  return undefined;
}
