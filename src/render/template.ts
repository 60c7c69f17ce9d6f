import type { MailContent } from '../pitch/pitch.ts';

/** A mail template of either kind: React Email or MJML. */
export interface Template {
  readonly name: TemplateName;
  readonly kind: 'react-email' | 'mjml';
  /** Renders one mail the slow, plain way: the yardstick that every filled plan is held against. */
  render(mail: MailContent): Promise<string>;
}

export const TEMPLATE_NAMES = ['pitch', 'newsletter'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];
