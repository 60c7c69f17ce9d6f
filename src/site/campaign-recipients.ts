import { head, number, type Table, text } from '../charts/figure.ts';
import { EXCLUSIONS, type Plan } from '../delivery/plan.ts';
import { shownAddress } from './mask.ts';
import type { Site } from './site.ts';

/** Recipients that stand in the page before its script has read the whole list. */
export const FIRST_ROWS = 100;

/** One person a plan writes to, as the list and the preview show them. */
export interface Reader {
  readonly id: string;
  readonly name: string;
  readonly segment: string;
  readonly locale: string;
  /** Masked unless SITE_PII is `show`. */
  readonly address: string;
  readonly subject: string;
  /** ISO 8601 in UTC. */
  readonly due: string;
  readonly htmlBytes: number;
  readonly mailBytes: number;
  readonly sha256: string;
}

/** One person of the audience who gets nothing. */
export interface LeftOut {
  readonly id: string;
  readonly name: string;
  readonly segment: string;
  readonly code: string;
  readonly reason: string;
}

/** What the page's script reads: everybody of the plan. */
export interface CampaignList {
  readonly readers: readonly Reader[];
  readonly leftOut: readonly LeftOut[];
}

const ADDRESSES = 'SELECT customer_id AS id, email FROM customers';

/** Those of a plan with their names and addresses of today; who left the dataset since goes by the id. */
export async function campaignList(site: Site, plan: Plan): Promise<CampaignList> {
  const addresses = await addressesOf(site);
  const nameOf = (id: string) => site.rows[site.places.get(id) ?? -1]?.name || id;
  return {
    readers: plan.recipients.map(
      ({ id, segment, locale, subject, due, htmlBytes, mailBytes, sha256 }): Reader => ({
        id,
        name: nameOf(id),
        segment,
        locale,
        address: addresses.get(id) ?? '',
        subject,
        due,
        htmlBytes,
        mailBytes,
        sha256,
      }),
    ),
    leftOut: plan.excluded.map(({ id, segment, code, detail }) => ({
      id,
      name: nameOf(id),
      segment,
      code,
      reason: detail === '' || detail === EXCLUSIONS[code] ? EXCLUSIONS[code] : detail,
    })),
  };
}

const known = new WeakMap<Site, Promise<ReadonlyMap<string, string>>>();

function addressesOf(site: Site): Promise<ReadonlyMap<string, string>> {
  const { env, workshop } = site;
  const read = async () => {
    const rows = await workshop.store.query<{ id: string; email: string }>(ADDRESSES);
    return new Map(rows.map(({ id, email }) => [id, shownAddress(email, env)]));
  };
  const addresses = known.get(site) ?? read();
  known.set(site, addresses);
  return addresses;
}

/** Everybody of the plan for a spreadsheet. No addresses, as in every other file of the site. */
export function campaignTable(plan: Plan, { readers, leftOut }: CampaignList): Table {
  const bytes = (count: number) => number(String(count), count);
  return {
    head: head(
      'customer_id',
      'name',
      'segment',
      'planned',
      'reason',
      'subject',
      'due_utc',
      '#html_bytes',
      '#mail_bytes',
      'sha256',
      'plan',
    ),
    body: [
      ...readers.map((reader) => [
        text(reader.id),
        text(reader.name),
        text(reader.segment),
        text('to send'),
        text(''),
        text(reader.subject),
        text(reader.due),
        bytes(reader.htmlBytes),
        bytes(reader.mailBytes),
        text(reader.sha256),
        text(plan.id),
      ]),
      ...leftOut.map(({ id, name, segment, code, reason }) => [
        text(id),
        text(name),
        text(segment),
        text('left out'),
        text(`${code}: ${reason}`),
        text(''),
        text(''),
        text(''),
        text(''),
        text(''),
        text(plan.id),
      ]),
    ],
  };
}
