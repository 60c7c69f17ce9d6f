import type { Finding, Rule } from '../finding.ts';

/** A text for who reads no HTML, and the way out in both parts. */
export const textPart: Rule = {
  id: 'text',
  title: 'There is a text part, and both parts can unsubscribe',
  find({ message: { text }, page, content: { footer } }) {
    const findings: Finding[] = [];
    const { unsubscribeUrl } = footer;
    if (text.trim() === '') {
      findings.push({
        level: 'error',
        place: 'text',
        fact: 'it is empty',
        fix: 'give the template words that become the text part',
      });
    } else if (!text.includes(unsubscribeUrl)) {
      findings.push({
        level: 'error',
        place: 'text',
        fact: 'it has no address to unsubscribe at',
        fix: 'let the template link footer › unsubscribeUrl',
      });
    }
    if (!page.elements.some(({ tag, attributes }) => tag === 'a' && attributes.href === unsubscribeUrl)) {
      findings.push({
        level: 'error',
        place: 'HTML: footer',
        fact: 'it has no link to unsubscribe',
        fix: 'let the template link footer › unsubscribeUrl',
      });
    }
    return findings;
  },
};
