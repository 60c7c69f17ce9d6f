import type { Plan, Recipient } from '../delivery/plan.ts';
import { sha256Of } from '../digest.ts';
import type { Message } from '../render/message.ts';
import { address } from './address.ts';
import type { SiteCampaign } from './campaigns.ts';
import { escapeHtml } from './report-html.ts';
import type { Site } from './site.ts';

/** The two files of every planned mail, and what each depends on. */
export function previewFiles(
  { plan, moved, inputsKey }: SiteCampaign,
  { env }: Site,
): readonly { readonly file: string; readonly key: string }[] {
  if (!plan) return [];
  // While nothing moved, the digest says it all; after that, the file says what the mail would be today.
  const surroundings = JSON.stringify([plan.campaign, env.SITE_URL, moved.length > 0 ? inputsKey : '']);
  return plan.recipients.flatMap(({ id, sha256 }) =>
    (['html', 'txt'] as const).map((part) => ({
      file: `${id}.${part}`,
      key: sha256Of([sha256, surroundings]),
    })),
  );
}

/**
 * One of them: the planned mail, byte for byte. When it cannot be made any more, the file says so and shows no other
 * mail in its place.
 */
export async function previewFile(
  site: Site,
  campaign: SiteCampaign,
  file: string,
): Promise<{ readonly body: string; readonly type: string }> {
  const dot = file.lastIndexOf('.');
  const id = file.slice(0, dot);
  const part = file.slice(dot + 1);
  const recipient = recipientsOf(campaign.plan as Plan).get(id) as Recipient;
  const made = await madeToday(site, campaign, id);
  const isPlanned = made?.sha256 === recipient.sha256;
  if (part === 'txt') {
    const body = isPlanned ? made.text : `${changeOf(recipient, made, campaign).join('\n\n')}\n`;
    return { body, type: 'text/plain; charset=utf-8' };
  }
  const body = isPlanned ? shown(made) : noticeHtml(changeOf(recipient, made, campaign));
  return { body, type: 'text/html; charset=utf-8' };
}

const known = new WeakMap<Plan, ReadonlyMap<string, Recipient>>();

function recipientsOf(plan: Plan): ReadonlyMap<string, Recipient> {
  const recipients = known.get(plan) ?? new Map(plan.recipients.map((each) => [each.id, each]));
  known.set(plan, recipients);
  return recipients;
}

/** The latest message of a campaign: the two parts of a mail are asked for one after the other. */
const latest = new WeakMap<SiteCampaign, { readonly id: string; readonly message: Promise<Message> }>();

/** What the campaign makes of a customer now; nothing when they left the dataset. */
export async function madeToday(
  site: Site,
  campaign: SiteCampaign,
  id: string,
): Promise<Message | undefined> {
  if (!site.places.has(id)) return undefined;
  const before = latest.get(campaign);
  if (before?.id === id) return before.message;
  const message = site
    .piece(id)
    .then(campaign.make)
    .then((piece) => piece.message);
  latest.set(campaign, { id, message });
  return message;
}

/** Pictures that travel inside a mail are those of the site, pixel for pixel; a page shows them from there. */
function shown({ html, inline }: Message): string {
  let page = html;
  for (const { cid, filename } of inline) {
    page = page.replaceAll(`cid:${cid}`, address.art(filename.replace(/\.png$/, '')));
  }
  return page;
}

function changeOf(recipient: Recipient, made: Message | undefined, { campaign }: SiteCampaign) {
  const digest = (sha256: string) => `${sha256.slice(0, 16)}…`;
  return [
    'This mail is out of date.',
    made
      ? `Data, copy or template moved since the plan was made: planned was the mail ${digest(recipient.sha256)}, today it would be ${digest(made.sha256)}. send refuses to send what nobody has seen.`
      : `${recipient.id} left the dataset since the plan was made.`,
    `Plan it again: npm run plan -- ${campaign.name}`,
  ];
}

function noticeHtml([title, ...paragraphs]: readonly string[]): string {
  const text = escapeHtml;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><meta name="color-scheme" content="light dark"><title>${text(title as string)}</title>
<style>:root{color-scheme:light dark}body{max-width:52ch;margin:0 auto;padding:3rem 1.5rem;background:light-dark(#fff,#1a1c20);color:light-dark(#1b1c1f,#eceef1);font:400 15px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}h1{font-size:1.25rem}</style>
</head><body><h1>${text(title as string)}</h1>${paragraphs.map((each) => `<p>${text(each)}</p>`).join('')}</body></html>
`;
}
