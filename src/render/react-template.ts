import { createElement } from 'react';
import { render } from 'react-email';
import Pitch from '../../emails/pitch.tsx';
import type { BrandColors } from '../copy/brand.ts';
import type { Template } from './template.ts';

/** `emails/pitch.tsx` in a brand's colours. */
export function pitchTemplate(colors: BrandColors): Template {
  return {
    name: 'pitch',
    kind: 'react-email',
    render: (mail) => render(createElement(Pitch, { mail, colors })),
  };
}
