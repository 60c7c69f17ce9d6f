import { Liquid } from 'liquidjs';
import { escapeHtml } from '../../emails/_parts/escape-html.ts';
import type { BrandColors } from '../copy/brand.ts';
import { PitchwrightError } from '../errors.ts';
import type { Template } from './template.ts';

/** Fills a compiled template; every printed value is escaped, and a name that has no value is an error. */
export type Fill = (values: object) => string;

/**
 * Compiles an MJML file once, its Liquid tags left inside; Liquid then fills it per mail.
 *
 * @param file as messages name it: `emails/newsletter.mjml`.
 * @param source the text of the MJML file.
 * @throws PitchwrightError `TEMPLATE_INVALID` with the line of what MJML objects to.
 */
export async function compileMjml(file: string, source: string): Promise<Fill> {
  // Loaded here, because most commands never fill a newsletter.
  const { default: mjml2html } = await import('mjml');
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
  return (values) => liquid.renderSync(compiled, values) as string;
}

/**
 * `emails/newsletter.mjml` in a brand's colours, compiled for its first mail.
 * @returns a template whose `render` throws as `compileMjml` does.
 */
export async function newsletterTemplate(source: string, colors: BrandColors): Promise<Template> {
  let compiled: Promise<Fill> | undefined;
  return {
    name: 'newsletter',
    kind: 'mjml',
    async render(mail) {
      compiled ??= compileMjml('emails/newsletter.mjml', source);
      return (await compiled)({ mail, colors });
    },
  };
}
