import type { BrandColors } from '../copy/brand.ts';
import type { Template } from './template.ts';

/** `emails/pitch.tsx` in a brand's colours. What renders it is loaded for its first mail. */
export function pitchTemplate(colors: BrandColors): Template {
  return {
    name: 'pitch',
    kind: 'react-email',
    async render(mail) {
      const { renderPitch } = await import('./react-pitch.ts');
      return renderPitch(mail, colors);
    },
  };
}
