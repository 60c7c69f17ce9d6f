import { createElement } from 'react';
import { render } from 'react-email';
import Pitch from '../../emails/pitch.tsx';
import type { BrandColors } from '../copy/brand.ts';
import type { MailContent } from '../pitch/pitch.ts';

/** The HTML of `emails/pitch.tsx`. */
export function renderPitch(mail: MailContent, colors: BrandColors): Promise<string> {
  return render(createElement(Pitch, { mail, colors }));
}
