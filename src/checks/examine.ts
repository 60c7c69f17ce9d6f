import { addressProblem } from '../delivery/address.ts';
import { pieceMaker } from '../delivery/campaign-piece.ts';
import { composeMail } from '../delivery/compose-mail.ts';
import { printMail } from '../delivery/eml.ts';
import type { CampaignFile } from '../delivery/read-campaign.ts';
import type { Env } from '../env.ts';
import { isPitchwrightError } from '../errors.ts';
import { shapeKey } from '../render/slots.ts';
import type { Piece, Workshop } from '../render/workshop.ts';
import type { CustomerRecord } from '../store/store.ts';
import type { Envelope, MailUnderCheck, Making } from './mail-under-check.ts';
import { readPage } from './page.ts';
import { making, notMade } from './rules/making.ts';
import { type CheckedMail, checkMail } from './rules.ts';

export interface ExamineOptions {
  readonly workshop: Workshop;
  readonly env: Pick<Env, 'SITE_URL' | 'UNSUBSCRIBE_SECRET'>;
  /** Whose words, template and pictures; left out, the mail of the customer's own page. */
  readonly file?: CampaignFile | undefined;
}

/**
 * Makes a customer's mail as it would be sent and holds it against a direct render. Nothing is fetched and nothing written:
 * attachments are not looked at.
 * @throws PitchwrightError what `workshop.make` throws of a mail that cannot be made.
 */
export function mailMaker(options: ExamineOptions): (record: CustomerRecord) => Promise<MailUnderCheck> {
  const { workshop, env, file } = options;
  const make = file ? pieceMaker(workshop, file, env.SITE_URL) : workshop.make;
  const makingOf = makings(workshop, file);
  return async (record) => {
    const piece = await make(record);
    return {
      customerId: record.customer.customer_id,
      content: piece.pitch.mail,
      message: piece.message,
      page: readPage(piece.message.html),
      isReal: !workshop.store.facts.isSample,
      siteUrl: env.SITE_URL ?? '',
      envelope: await envelopeOf(piece, options),
      making: await makingOf(piece),
    };
  };
}

/** Makes a customer's mail and asks every rule about it; that it cannot be made is a finding, too. */
export function examiner(options: ExamineOptions): (record: CustomerRecord) => Promise<CheckedMail> {
  const make = mailMaker(options);
  return async (record) => {
    try {
      return checkMail(await make(record));
    } catch (error) {
      if (!isPitchwrightError(error)) throw error;
      const findings = [{ rule: making.id, ...notMade(error) }];
      return { customerId: record.customer.customer_id, findings, measures: {} };
    }
  };
}

function makings({ renderer }: Workshop, file: CampaignFile | undefined): (piece: Piece) => Promise<Making> {
  const template = file?.campaign.template ?? 'pitch';
  const known = new Map<string, string | undefined>();
  return async ({ pitch: { mail } }) => {
    const difference = await renderer.verify(mail, template);
    const shape = shapeKey(mail);
    if (!known.has(shape)) {
      const { failures } = renderer.report();
      known.set(shape, failures.find((each) => each.template === template && each.shape === shape)?.reason);
    }
    return { template, directBecause: known.get(shape), difference };
  };
}

const NO_CAMPAIGN = { name: 'pitch', sender: {} };
/** Whom mails are addressed to that have no address: what is wrong with it is the plan's business. */
const SOMEBODY = 'somebody@reader.example';
const SOME_DAY = new Date(Date.UTC(2026, 0, 1));

async function envelopeOf(piece: Piece, { workshop, env, file }: ExamineOptions): Promise<Envelope> {
  try {
    const mail = composeMail({
      piece,
      message: piece.message,
      campaign: file?.campaign ?? NO_CAMPAIGN,
      copy: workshop.copy,
      attachments: [],
      date: SOME_DAY,
      secret: env.UNSUBSCRIBE_SECRET,
    });
    const address = addressProblem(mail.to.address) === undefined ? mail.to.address : SOMEBODY;
    const bytes = Buffer.from(await printMail({ ...mail, to: { ...mail.to, address } }));
    const head = bytes.toString('utf8', 0, bytes.indexOf('\r\n\r\n'));
    return { lines: head.split('\r\n'), bytes: bytes.length, from: mail.from.name };
  } catch (error) {
    if (!isPitchwrightError(error)) throw error;
    return { problem: error };
  }
}
