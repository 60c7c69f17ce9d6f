import { expect, it } from 'vitest';
import type { BrandColors } from '../../src/copy/brand.ts';
import { newsletterTemplate } from '../../src/render/mjml-template.ts';

it('a newsletter that MJML objects to is refused with its line, whenever a mail is made of it', async () => {
  const source = '<mjml>\n  <mj-body>\n    <mj-section><mj-colum /></mj-section>\n  </mj-body>\n</mjml>';
  const template = await newsletterTemplate(source, {} as BrandColors);
  for (const mail of [{}, {}]) {
    await expect(template.render(mail as never)).rejects.toMatchObject({
      code: 'TEMPLATE_INVALID',
      message: expect.stringContaining('emails/newsletter.mjml line 3: '),
    });
  }
});
