import type { Finding, Rule } from '../finding.ts';

/** The document says its language, direction and title, and they are those of its words. */
export const language: Rule = {
  id: 'language',
  title: 'Language, direction and title are said',
  find({ page, content: { shape } }) {
    const findings: Finding[] = [];
    const html = page.elements.find(({ tag }) => tag === 'html')?.attributes ?? {};
    const need = (name: 'lang' | 'dir', wanted: string) => {
      const said = html[name];
      if (said === wanted) return;
      findings.push({
        level: 'error',
        place: 'HTML: <html>',
        fact: said ? `${name} is "${said}", the words are ${wanted}` : `it has no ${name}`,
        fix: `let the template say ${name} of the mail's shape on <html>`,
      });
    };
    need('lang', shape.locale);
    need('dir', shape.dir);
    const titles = page.elements.filter(({ tag }) => tag === 'title');
    const words = titles.map(({ children }) => children.join('').trim());
    if (words.length !== 1 || words[0] === '') {
      findings.push({
        level: 'error',
        place: 'HTML: <head>',
        fact: words.length > 1 ? `it has ${words.length} titles` : 'it has no title',
        fix: 'give the template one <title>: the subject',
      });
    }
    return findings;
  },
};
