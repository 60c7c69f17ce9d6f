import { join } from 'node:path';
import type { Env } from '../env.ts';
import { PitchwrightError } from '../errors.ts';
import { appsScriptChannel } from './channels/apps-script.ts';
import type { Channel, ChannelFacts, ChannelName } from './channels/channel.ts';
import { outboxChannel } from './channels/outbox.ts';
import { smtpChannel } from './channels/smtp.ts';

export interface OpenChannel {
  readonly channel: Channel;
  readonly facts: ChannelFacts;
}

/**
 * Opens a campaign's channels, in order. One that cannot be opened is left out while another can; its error is told.
 * @param again what may have been delivered is to be sent again: a channel with a memory must let it through.
 * @throws PitchwrightError `CHANNEL_…` when none can be opened, or a setting is missing.
 */
export async function openChannels(
  names: readonly ChannelName[],
  env: Env,
  tell: (error: PitchwrightError) => void,
  {
    again = false,
    outbox = join(env.DATA_DIR, 'outbox'),
  }: { readonly again?: boolean | undefined; readonly outbox?: string } = {},
): Promise<readonly OpenChannel[]> {
  const channels = names.map((name) => channelOf(name, env, again, outbox));
  const open: OpenChannel[] = [];
  let first: unknown;
  for (const channel of channels) {
    try {
      open.push({ channel, facts: await channel.open() });
    } catch (error) {
      first ??= error;
      await channel.close();
      if (!(error instanceof PitchwrightError)) throw error;
      if (channels.length > 1) tell(error);
    }
  }
  if (open.length === 0) throw first;
  return open;
}

function channelOf(name: ChannelName, env: Env, again: boolean, outbox: string): Channel {
  if (name === 'outbox') return outboxChannel({ folder: outbox });
  if (name === 'smtp') {
    if (env.SMTP_URL === undefined)
      throw unset(name, 'SMTP_URL', 'smtp://user:password@smtp.example.com:587');
    return smtpChannel({ url: env.SMTP_URL, dkim: dkimOf(env) });
  }
  if (env.APPS_SCRIPT_URL === undefined || env.APPS_SCRIPT_SECRET === undefined) {
    const missing = env.APPS_SCRIPT_URL === undefined ? 'APPS_SCRIPT_URL' : 'APPS_SCRIPT_SECRET';
    throw unset(name, missing, 'see the five steps of npm run apps-script');
  }
  return appsScriptChannel({ url: env.APPS_SCRIPT_URL, secret: env.APPS_SCRIPT_SECRET, again });
}

function dkimOf({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE }: Env) {
  if (DKIM_DOMAIN === undefined && DKIM_KEY_FILE === undefined) return undefined;
  if (DKIM_DOMAIN === undefined || DKIM_KEY_FILE === undefined) {
    const missing = DKIM_DOMAIN === undefined ? 'DKIM_DOMAIN' : 'DKIM_KEY_FILE';
    throw new PitchwrightError('CHANNEL_UNSET', `${missing} is not set, its partner is`, {
      hint: 'set both DKIM_DOMAIN and DKIM_KEY_FILE, or neither',
    });
  }
  return { domain: DKIM_DOMAIN, selector: DKIM_SELECTOR, keyFile: DKIM_KEY_FILE };
}

function unset(channel: string, variable: string, hint: string): PitchwrightError {
  return new PitchwrightError('CHANNEL_UNSET', `the channel ${channel} needs ${variable}, which is not set`, {
    hint: `put it into .env: ${hint}`,
  });
}
