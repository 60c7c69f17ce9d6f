import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { Finding, Rule } from '../finding.ts';
import { cut } from '../page.ts';
import { remembered } from '../remembered.ts';
import { skeletonOf } from '../skeleton.ts';

/** The loader of html-validate, asked once: it reads all its tables anew for every text, which takes longer than the text. */
class SteadyConfigLoader extends StaticConfigLoader {
  #config: ReturnType<StaticConfigLoader['getConfigFor']> | undefined;

  override getConfigFor(): ReturnType<StaticConfigLoader['getConfigFor']> {
    this.#config ??= super.getConfigFor('');
    return this.#config;
  }
}

const validator = new HtmlValidate(
  new SteadyConfigLoader({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y'],
    elements: ['html5'],
    rules: {
      // What mail needs and the web has left behind.
      'doctype-html': 'off', // XHTML 1.0 Transitional keeps Outlook.com and Gmail out of quirks mode
      'no-deprecated-attr': 'off', // width, align and bgcolor are all that classic Outlook reads
      'prefer-native-element': 'off', // Gmail and Outlook drop <article>
      // Words are asked for by rules of their own, in every mail; a skeleton has none.
      'empty-heading': 'off',
      'empty-title': 'off',
      'text-content': 'off',
      'wcag/h30': 'off',
    },
  }),
);

/** HTML that clients read alike: tags closed and nested as they may be, no attribute or id twice. */
export const markup: Rule = {
  id: 'markup',
  title: 'The HTML is well-formed',
  find: ({ message }) => findingsIn(skeletonOf(message.html)),
};

/** What is wrong with tags and attributes cannot depend on words, so each skeleton is looked at once for all its mails. */
const findingsIn = remembered(markupFindings);

/** What is wrong with the tags of any HTML. */
export function markupFindings(html: string): readonly Finding[] {
  const { results } = validator.validateStringSync(html);
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, message, severity, offset }) => ({
      level: severity === 2 ? 'error' : 'warning',
      place: `HTML: ${tagAt(html, offset)}`,
      fact: message,
      fix: `mend the template (html-validate.org/rules/${ruleId}.html)`,
    }));
}

/** The tag that holds or precedes a place. */
function tagAt(skeleton: string, offset: number): string {
  const start = skeleton.lastIndexOf('<', offset);
  const end = skeleton.indexOf('>', start);
  return cut(skeleton.slice(Math.max(0, start), end === -1 ? undefined : end + 1), 80);
}
