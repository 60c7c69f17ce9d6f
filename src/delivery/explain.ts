import type { Delivery, Feedback, Lane, State } from './ledger/ledger.ts';
import { EXCLUSIONS, type Plan } from './plan.ts';
import { STATE_WORDS } from './run-words.ts';

/** What happened, or will happen, with one customer in one campaign: sentences in the order of time. */
export function explain(
  customerId: string,
  plan: Plan | undefined,
  delivery: Delivery | undefined,
  feedback: readonly Feedback[],
): readonly string[] {
  const lines: string[] = [];
  const recipient = plan?.recipients.find(({ id }) => id === customerId);
  const excluded = plan?.excluded.find(({ id }) => id === customerId);
  if (recipient) {
    lines.push(
      `planned ${utcMinute(plan?.madeAt ?? '')}, due ${utcMinute(recipient.due)}: “${recipient.subject}”`,
    );
  } else if (excluded) {
    const detail = excluded.detail === '' ? '' : `: ${excluded.detail}`;
    lines.push(`left out by the plan, ${EXCLUSIONS[excluded.code]}${detail}`);
  } else if (plan) {
    lines.push('not in the audience of the plan');
  }
  if (delivery) lines.push(deliveryLine(delivery));
  lines.push(...feedback.map(feedbackLine));
  return lines;
}

/** What came back, in one line: `2026-11-22 09:01 UTC bounced: 550 5.1.1 no such user`. */
export function feedbackLine({ kind, code, detail, at }: Feedback): string {
  const what = code === '' || detail.includes(code) ? '' : ` (${code})`;
  return `${utcMinute(at.toISOString())} ${kind}${detail === '' ? '' : `: ${detail}`}${what}`;
}

/** A plan that waits to be carried out, and the command that does it. */
export function plannedLine({ campaign, madeAt, recipients }: Plan, lane: Lane): string {
  const count = new Intl.NumberFormat('en-IN').format(recipients.length);
  const [not, option] = lane === 'live' ? ['sent for real', ' --live'] : ['rehearsed', ''];
  return `planned at ${utcMinute(madeAt)}, ${count} to send, not ${not} yet → npm run send -- ${campaign}${option}`;
}

/** One delivery in one line: `sent 2026-11-22 09:01 UTC by smtp: 250 2.0.0 Ok`. */
export function deliveryLine({ state, at, channel, reason, code, attempts, due, receipt }: Delivery): string {
  const through = channel === undefined ? '' : ` by ${channel}`;
  const why = reason === '' ? '' : `: ${reason}`;
  const what = code === '' || reason.includes(code) ? '' : ` (${code})`;
  const tries = attempts > 0 ? `, ${attempts} attempt${attempts === 1 ? '' : 's'}` : '';
  if (state === 'queued') return `waits for ${utcMinute(due.toISOString())}${tries}${why}${what}`;
  const number = state === 'sent' && receipt !== '' && !reason.includes(receipt) ? `, ${receipt}` : '';
  const next = ADVICE[state];
  const became = channel === 'outbox' && state === 'sent' ? 'written' : STATE_WORDS[state];
  return `${became} ${utcMinute(at.toISOString())}${through}${tries}${why}${what}${number}${next === undefined ? '' : `. ${next}`}`;
}

const ADVICE: Partial<Readonly<Record<State, string>>> = {
  unknown: 'It may have arrived, so it is not sent again unless you ask: --resend-unknown',
  failed: 'To try again: --retry-failed',
};

/** What each state means, for who meets it the first time. */
export const STATE_MEANINGS: Readonly<Record<State, string>> = {
  skipped: 'in the audience, but not to be mailed; the reason stands beside it',
  queued: 'to be sent when its time has come',
  claimed: 'taken by a run, nothing is handed over yet',
  sending: 'on its way into the channel',
  sent: 'the channel took it',
  rejected: 'refused for good: this address takes no mail',
  failed: 'given up after the last attempt',
  unknown: 'cut off while it was handed over: it may have arrived',
};

/** `2026-11-23 08:00 UTC`, from ISO 8601. */
export const utcMinute = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
