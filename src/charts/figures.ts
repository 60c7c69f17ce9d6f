import { categories } from './categories.ts';
import { cohorts } from './cohorts.ts';
import { contactTimes } from './contact-times.ts';
import { coverage } from './coverage.ts';
import { engagement } from './engagement.ts';
import { engagementValue } from './engagement-value.ts';
import type { Figure } from './figure.ts';
import { journey } from './journey.ts';
import { lifetimeValue } from './lifetime-value.ts';
import { mix } from './mix.ts';
import { monthlyRevenue } from './monthly-revenue.ts';
import { painPoints } from './pain-points.ts';
import { rfm } from './rfm.ts';
import { segmentProfile } from './segment-profile.ts';

export interface Section {
  readonly title: string;
  /** What its figures answer, in a sentence. */
  readonly lede: string;
  readonly figures: readonly Figure[];
}

/** The report in reading order; halves stand in pairs. */
export const SECTIONS: readonly Section[] = [
  {
    title: 'How business goes',
    lede: 'What came in, with what, and how many customers it came from.',
    figures: [monthlyRevenue, categories, journey],
  },
  {
    title: 'The customers',
    lede: 'Who the customers are, how engaged they are, and what they have been worth so far.',
    figures: [mix, engagement, lifetimeValue, segmentProfile, engagementValue],
  },
  {
    title: 'Loyalty',
    lede: 'How many buy again, and who has not been heard of for a while.',
    figures: [cohorts, rfm],
  },
  {
    title: 'What to say, and when',
    lede: 'What holds customers up, when they like to hear from the shop, and what they are offered.',
    figures: [painPoints, contactTimes, coverage],
  },
];

export const FIGURES: readonly Figure[] = SECTIONS.flatMap(({ figures }) => figures);
