import { PitchwrightError } from '../errors.ts';
import { attachmentHosts } from './attachment-place.ts';
import { openAttachments } from './attachments.ts';
import { pieceMaker } from './campaign-piece.ts';
import { composeMail } from './compose-mail.ts';
import type { Attachment, Mail } from './mail.ts';
import { mediaChecks, outdatedWords } from './outdated-media.ts';
import type { Recipient } from './plan.ts';
import type { Press } from './prepare.ts';
import { dueTimes } from './schedule.ts';
import type { Sending } from './send.ts';

/**
 * Where a campaign's mails are made, just as the plan made them.
 * @param testTo set: every mail goes to this address.
 */
export function openPress(sending: Omit<Sending, 'ledger'>, isLive: boolean, testTo?: string): Press {
  const { env, file, workshop } = sending;
  const { campaign } = file;
  const { schedule } = campaign;
  const attachments = openAttachments(campaign.attachments, {
    root: process.cwd(),
    hosts: attachmentHosts(env),
    dataFolder: env.DATA_DIR,
  });
  const checkOf = mediaChecks(workshop, env);
  return {
    find: (ids) => workshop.store.find(ids),
    make: pieceMaker(workshop, file, env.SITE_URL),
    async attachments(record) {
      const check = checkOf(record);
      const found = await attachments.forCustomer(record.customer.customer_id, async (path) => {
        const outdated = await check.at(path);
        return outdated && outdatedWords(outdated);
      });
      if ('files' in found) return found;
      throw new PitchwrightError(
        'ATTACHMENT_CHANGED',
        `${found.missing} ${found.because ? `is left out (${found.because})` : 'is gone'}; it was there when ${campaign.name} was planned`,
        {
          hint: `put it back, or plan again: npm run plan -- ${campaign.name}`,
        },
      );
    },
    compose: (piece, recipient: Recipient, files: readonly Attachment[]): Mail =>
      composeMail({
        piece,
        message: piece.message,
        campaign,
        copy: workshop.copy,
        attachments: files,
        date: isLive || testTo !== undefined ? new Date() : new Date(recipient.due),
        secret: env.UNSUBSCRIBE_SECRET,
        ...(testTo !== undefined && { testTo }),
      }),
    notBefore({ customer }) {
      if (!isLive) return undefined;
      const now = new Date();
      // Runs take time, and a plan may be carried out days later: what suited them when it was planned may be over.
      const due = dueTimes(schedule, now)(customer);
      return due > now ? due : undefined;
    },
  };
}
