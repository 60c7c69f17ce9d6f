import { Liquid } from 'liquidjs';
import mjml2html from 'mjml';
import { escapeHtml } from '../../emails/_parts/escape-html.ts';
import type { BrandColors } from '../copy/brand.ts';
import { PitchwrightError } from '../errors.ts';
import type { Template } from './template.ts';

/**
 * `emails/newsletter.mjml` in a brand's colours. The MJML is compiled once, its Liquid tags left inside; Liquid then
 * fills it per mail, with every printed value escaped.
 *
 * @param source the text of the MJML file.
 * @throws PitchwrightError `TEMPLATE_INVALID` with the line of what MJML objects to.
 */
export async function newsletterTemplate(source: string, colors: BrandColors): Promise<Template> {
  const file = 'emails/newsletter.mjml';
  const { html, errors } = await mjml2html(source, { validationLevel: 'soft' });
  const [first] = errors;
  if (first) {
    throw new PitchwrightError('TEMPLATE_INVALID', `${file} line ${first.line}: ${first.message}`, {
      hint: 'mend the template; MJML would leave this part out',
    });
  }
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    outputEscape: (text) => escapeHtml(String(text)),
  });
  const compiled = liquid.parse(html);
  return {
    name: 'newsletter',
    kind: 'mjml',
    render: async (mail) => liquid.renderSync(compiled, { mail, colors }) as string,
  };
}
