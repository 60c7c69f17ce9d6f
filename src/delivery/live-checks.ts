import type { Env } from '../env.ts';
import { PitchwrightError } from '../errors.ts';
import { domainOf } from './address.ts';
import type { Plan } from './plan.ts';

/**
 * Refuses to write to real people what must not reach them.
 *
 * @param testTo the mail goes to this address of the sender's own, whoever it is about.
 * @throws PitchwrightError `SAMPLE_REFUSED` | `PICTURES_MISSING` | `SECRET_MISSING` | `CHANNEL_MISSING` | `DKIM_FOREIGN`
 */
export function checkLive(plan: Plan, env: Env, testTo: string | undefined): void {
  if (plan.channels.every((name) => name === 'outbox')) {
    throw new PitchwrightError('CHANNEL_MISSING', `${plan.campaign} has no channel that reaches people`, {
      hint: `write "channels: [smtp]" or "channels: [apps-script]" into content/campaigns/${plan.campaign}.yaml and plan again`,
    });
  }
  if (plan.isSample && testTo === undefined) {
    throw new PitchwrightError(
      'SAMPLE_REFUSED',
      'this dataset is a generated sample: its people are made up, and nothing is mailed to them for real',
      {
        hint: 'see one yourself with --to you@yours, or bring your own customers: npm run import -- customers.csv orders.csv',
      },
    );
  }
  if (plan.images === 'hosted' && env.SITE_URL === undefined) {
    throw new PitchwrightError(
      'PICTURES_MISSING',
      'the pictures of these mails are on no site that readers could load them from: people would see holes',
      {
        hint: `publish dist/ and set SITE_URL, or write "images: inline" into content/campaigns/${plan.campaign}.yaml; then plan again`,
      },
    );
  }
  if (testTo === undefined && env.UNSUBSCRIBE_SECRET === undefined) {
    throw new PitchwrightError(
      'SECRET_MISSING',
      'unsubscribe links are not signed: UNSUBSCRIBE_SECRET is not set',
      {
        hint: 'put UNSUBSCRIBE_SECRET=<64 random hex digits> into .env (openssl rand -hex 32 prints some), keep it for good, and plan again',
      },
    );
  }
  const { DKIM_DOMAIN: signer } = env;
  const domain = domainOf(plan.from.address);
  if (signer !== undefined && domain !== signer && !domain.endsWith(`.${signer}`)) {
    throw new PitchwrightError(
      'DKIM_FOREIGN',
      `mails from ${domain} would be signed for ${signer}: mailbox providers ask that both are the same domain`,
      { hint: 'correct DKIM_DOMAIN, or the sender of the campaign' },
    );
  }
}
