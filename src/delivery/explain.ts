import type { Delivery, Feedback, State } from './ledger/ledger.ts';
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
    lines.push(`planned ${minute(plan?.madeAt ?? '')}, due ${minute(recipient.due)}: “${recipient.subject}”`);
  } else if (excluded) {
    const detail = excluded.detail === '' ? '' : `: ${excluded.detail}`;
    lines.push(`left out by the plan, ${EXCLUSIONS[excluded.code]}${detail}`);
  } else if (plan) {
    lines.push('not in the audience of the plan');
  }
  if (delivery) lines.push(deliveryLine(delivery));
  for (const { kind, code, detail, at } of feedback) {
    lines.push(
      `${minute(at.toISOString())} ${kind}${detail === '' ? '' : `: ${detail}`}${code === '' ? '' : ` (${code})`}`,
    );
  }
  return lines;
}

/** One delivery in one line: `sent 2026-11-22 09:01 UTC by smtp: 250 2.0.0 Ok`. */
export function deliveryLine({ state, at, channel, reason, code, attempts, due, receipt }: Delivery): string {
  const through = channel === undefined ? '' : ` by ${channel}`;
  const why = reason === '' ? '' : `: ${reason}`;
  const what = code === '' || reason.includes(code) ? '' : ` (${code})`;
  const tries = attempts > 0 ? `, ${attempts} attempt${attempts === 1 ? '' : 's'}` : '';
  if (state === 'queued') return `waits for ${minute(due.toISOString())}${tries}${why}${what}`;
  const number = state === 'sent' && receipt !== '' && !reason.includes(receipt) ? `, ${receipt}` : '';
  const next = ADVICE[state];
  return `${STATE_WORDS[state]} ${minute(at.toISOString())}${through}${tries}${why}${what}${number}${next === undefined ? '' : `. ${next}`}`;
}

const ADVICE: Partial<Readonly<Record<State, string>>> = {
  unknown: 'It may have arrived, so it is not sent again unless you ask: --resend-unknown',
  failed: 'To try again: --retry-failed',
};

const minute = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
