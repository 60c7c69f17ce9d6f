import { MAX_BYTES } from './files.ts';
import { quotaLeft } from './quota.ts';
import { attachmentHosts } from './settings.ts';
import { happinessToday } from './tally.ts';
import { VERSION } from './version.ts';

/** For everybody who has the address: no names, no secrets. */
export function publicHealth() {
  return { ok: true, v: VERSION, happiness: happinessToday(), quota: quotaLeft() };
}

/** For the channel, when it opens. */
export function health() {
  return {
    sender: Session.getEffectiveUser().getEmail(),
    maxAttachmentBytes: MAX_BYTES,
    attachmentHosts: attachmentHosts(),
  };
}
