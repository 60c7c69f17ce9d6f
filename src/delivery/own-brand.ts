import type { Brand } from '../copy/brand.ts';
import { PitchwrightError } from '../errors.ts';
import type { Campaign } from './campaign.ts';
import { senderOf } from './compose-mail.ts';

/** Where the made-up shop of the sample lives; nobody answers there. */
const SAMPLE_SHOP = 'kachnarlane.example';

/** What of sender and links is still the sample's: `sender.email`, `links.unsubscribe`… */
export function sampleKeys(brand: Brand, campaign: Pick<Campaign, 'sender'>): readonly string[] {
  const { from, replyTo } = senderOf(campaign, brand);
  const values: readonly (readonly [string, string])[] = [
    ['sender.email', from.address],
    ['reply_to', replyTo],
    ...Object.entries(brand.links).map(([name, link]) => [`links.${name}`, String(link)] as const),
  ];
  return values.filter(([, value]) => value.includes(SAMPLE_SHOP)).map(([key]) => key);
}

const SAMPLE_NAME = 'Kachnar Lane';

/** The campaign's own sender, when it still signs as the sample's shop although the brand is another one. */
export function sampleSender(brand: Brand, campaign: Pick<Campaign, 'sender'>): string | undefined {
  const name = campaign.sender?.name;
  return name?.includes(SAMPLE_NAME) && !brand.name.includes(SAMPLE_NAME) ? name : undefined;
}

/**
 * Real people must not get mail from a shop that does not exist, with a way out that leads nowhere.
 * @throws PitchwrightError `BRAND_SAMPLE`
 */
export function demandOwnBrand(brand: Brand, campaign: Pick<Campaign, 'sender' | 'name'>): void {
  const shop = sampleSender(brand, campaign);
  if (shop) {
    throw new PitchwrightError(
      'BRAND_SAMPLE',
      `${campaign.name} would go out as “${shop}”, the made-up shop of the sample`,
      {
        hint: `write your own sender › name into content/campaigns/${campaign.name}.yaml, and plan again`,
      },
    );
  }
  const keys = sampleKeys(brand, campaign);
  if (keys.length === 0) return;
  throw new PitchwrightError(
    'BRAND_SAMPLE',
    `${campaign.name} would go out as the made-up shop of the sample: content/brand.yaml still has its ${keys.join(', ')}`,
    { hint: 'write your own name, sender and links into content/brand.yaml, and plan again' },
  );
}
