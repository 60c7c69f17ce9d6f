import type { BrandColors } from '../src/copy/brand.ts';
import type { MailContent } from '../src/pitch/pitch.ts';
import { samplePitch } from './_parts/sample.ts';
import { createTheme } from './_parts/theme.ts';
import { AtRisk } from './segments/at-risk.tsx';
import { New } from './segments/new.tsx';
import { Returning } from './segments/returning.tsx';
import { Vip } from './segments/vip.tsx';

export interface PitchProps {
  readonly mail: MailContent;
  readonly colors: BrandColors;
}

const SEGMENTS = { VIP: Vip, Returning, New, 'At-Risk': AtRisk } as const;

/** The sales mail: the look of the customer's segment around the call to action of their buying behaviour. */
export default function Pitch({ mail, colors }: PitchProps) {
  const Segment = SEGMENTS[mail.shape.segment];
  return <Segment mail={mail} theme={createTheme(colors, mail.shape)} />;
}

/** What `email dev` shows. Change the words to see another customer. */
Pitch.PreviewProps = samplePitch({ segment: 'VIP', behavior: 'loyal' }) satisfies PitchProps;
