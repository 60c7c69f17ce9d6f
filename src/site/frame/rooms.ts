import { address } from '../address.ts';

/** A tab of the navigation. A page names the one it belongs to. */
export type Section =
  | 'overview'
  | 'customers'
  | 'analytics'
  | 'pitches'
  | 'compare'
  | 'campaigns'
  | 'checks'
  | 'dataset'
  | 'media'
  | 'copy'
  | 'settings'
  | 'activity';

export interface Room {
  readonly key: Section;
  readonly name: string;
  readonly href: string;
}

/** The rooms of the site in the order of the tabs; the studio's own only where it runs. */
export function listRooms(isLive: boolean): readonly Room[] {
  const published: readonly Room[] = [
    { key: 'overview', name: 'Overview', href: address.home() },
    { key: 'customers', name: 'Customer view', href: address.customers() },
    { key: 'analytics', name: 'All users analytics', href: address.analytics() },
    { key: 'pitches', name: 'Pitches', href: address.pitches() },
    { key: 'compare', name: 'Compare', href: address.compare() },
    { key: 'campaigns', name: 'Campaigns', href: address.campaigns() },
    { key: 'checks', name: 'Checks', href: address.checks() },
    { key: 'dataset', name: 'Dataset', href: address.dataset() },
    { key: 'media', name: 'Media', href: address.mediaRoom() },
  ];
  if (!isLive) return published;
  return [
    ...published,
    { key: 'copy', name: 'Copy', href: address.copyDesk() },
    { key: 'settings', name: 'Settings', href: address.settings() },
    { key: 'activity', name: 'Activity', href: address.activity() },
  ];
}
