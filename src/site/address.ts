import { type Behavior, type Segment, slugOf } from '../data/vocabulary.ts';

/** Addresses of the site's pages, below the base it is published under. */
const base = (import.meta.env?.BASE_URL ?? '/').replace(/\/$/, '');

export const address = {
  home: () => `${base}/`,
  customers: (query = '') => `${base}/customers/${query}`,
  customersPage: (page: number) => (page === 1 ? `${base}/customers/` : `${base}/customers/page/${page}/`),
  customer: (id: string) => `${base}/customers/${id}/`,
  mail: (id: string, part: 'html' | 'txt') => `${base}/customers/${id}/mail.${part}`,
  list: () => `${base}/customers/list.json`,
  pitches: () => `${base}/pitches/`,
  variant: (segment: Segment, behavior: Behavior) => `${base}/pitches/${variantSlug(segment, behavior)}/`,
  newsletter: (segment: Segment, behavior: Behavior, part: 'html' | 'txt') =>
    `${base}/pitches/${variantSlug(segment, behavior)}/newsletter.${part}`,
  campaigns: () => `${base}/campaigns/`,
  campaign: (name: string) => `${base}/campaigns/${name}/`,
  campaignMail: (name: string, id: string, part: 'html' | 'txt') =>
    `${base}/campaigns/${name}/mails/${id}.${part}`,
  campaignFile: (name: string, kind: 'json' | 'csv') => `${base}/campaigns/${name}/recipients.${kind}`,
  art: (name: string) => `${base}/art/${name}.png`,
  media: (key: string, name: string) => `${base}/media/${key}/${name}`,
  watch: (token: string) => `${base}/watch/${token}/`,
  analytics: () => `${base}/analytics/`,
  figure: (name: string, kind: string) => `${base}/analytics/${name}.${kind}`,
  dataset: () => `${base}/dataset/`,
  datasetFile: (name: string) => `${base}/dataset/${name}`,
  setupAppsScript: () => `${base}/setup/apps-script/`,
  compare: () => `${base}/compare/`,
  checks: () => `${base}/checks/`,
  mediaRoom: () => `${base}/media/`,
  copyDesk: () => `${base}/studio/copy/`,
  settings: () => `${base}/studio/settings/`,
  activity: () => `${base}/studio/activity/`,
  palette: () => `${base}/palette.json`,
  icon: () => `${base}/favicon.svg`,
  socialImage: () => `${base}/social.png`,
};

export function variantSlug(segment: Segment, behavior: Behavior): string {
  return `${slugOf(segment)}-${slugOf(behavior)}`;
}
