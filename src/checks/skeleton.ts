/**
 * A mail's HTML without its words: text is gone, and attributes that hold words or addresses hold a stand-in. Everything
 * else stands as it was written, so unclosed tags and doubled attributes stay what they are.
 *
 * The mails of one compiled plan differ in slots only, and a slot is printed escaped, as text or as such an attribute. So
 * they have one skeleton, and what is worked out from a skeleton holds for all of them. It holds for mails that were rendered
 * directly, too: nothing is assumed about a plan, the skeleton is read from the finished mail.
 */
export function skeletonOf(html: string): string {
  return html.replace(TOKENS, (token) => {
    if (/^<(style|!(?!--))/i.test(token)) return token;
    if (token.startsWith('<!--')) {
      // Classic Outlook reads what stands in a conditional comment.
      const [, open, inside, close] = CONDITIONAL.exec(token) ?? [];
      return open === undefined ? token : `${open}${skeletonOf(inside as string)}${close}`;
    }
    return token.startsWith('<') ? withoutWords(token) : '';
  });
}

/** The start tags of a skeleton, style sheets whole, each once; not those that only classic Outlook reads. */
export function startTagsOf(skeleton: string): ReadonlySet<string> {
  const tags = new Set<string>();
  for (const [token] of skeleton.matchAll(TOKENS)) if (/^<[a-z]/i.test(token)) tags.add(token);
  return tags;
}

const TOKENS = /<!--[\s\S]*?-->|<style\b[\s\S]*?<\/style\s*>|<(?:"[^"]*"|'[^']*'|[^"'>])*>|[^<]+/gi;
const CONDITIONAL = /^(<!--\[if[^\]]*\]>)([\s\S]*?)(<!\[endif\]-->)$/i;
const WORDS = /(\s(alt|title|aria-label|content|href|src|srcset|background)\s*=\s*)("[^"]*"|'[^']*')/gi;

function withoutWords(tag: string): string {
  return tag.replace(WORDS, (_, before: string, name: string, quoted: string) => {
    const [quote, value] = [quoted.slice(0, 1), quoted.slice(1, -1)];
    return before + quote + standIn(name.toLowerCase(), value, tag) + quote;
  });
}

function standIn(name: string, value: string, tag: string): string {
  // What a <meta> says to the client is no word of the mail.
  if (name === 'content') return value;
  if (name === 'href') return /^mailto:/i.test(value) ? 'mailto:a@b.example' : 'https://a.example/';
  if (name === 'alt' || name === 'title' || name === 'aria-label') return value === '' ? '' : 'words';
  // Whether a client shows a picture depends on its format.
  if (/^data:/i.test(value)) return value.slice(0, value.indexOf(',') + 1);
  const extension = /\.([a-z0-9]{2,5})(?:$|[?#])/i.exec(value)?.[1] ?? 'png';
  return /^<img/i.test(tag) || name === 'background' ? `https://a.example/picture.${extension}` : value;
}
