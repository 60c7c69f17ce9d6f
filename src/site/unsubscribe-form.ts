import type { Copy } from '../copy/copy.ts';
import type { Env } from '../env.ts';

/** What the page writes into an address where the token and the customer's id belong; its script puts them there. */
const PLACES = { token: 'UNSUBSCRIBE-TOKEN', customer: 'CUSTOMER-ID' };

/** Where the button of the unsubscribe page posts to, and what it says there beside the token. */
export interface UnsubscribeForm {
  /** May hold `UNSUBSCRIBE-TOKEN` and `CUSTOMER-ID`. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * The web app of `apps-script/` if there is one, else the target that mailbox providers post to (RFC 8058); undefined
 * when the shop has neither, and only the mailbox is left.
 */
export function unsubscribeForm(
  { links }: Pick<Copy, 'links'>,
  { APPS_SCRIPT_URL }: Pick<Env, 'APPS_SCRIPT_URL'>,
): UnsubscribeForm | undefined {
  if (APPS_SCRIPT_URL !== undefined)
    return { action: APPS_SCRIPT_URL, fields: { action: 'unsubscribe', t: PLACES.token } };
  const action = links.one_click?.({
    customer: { id: PLACES.customer },
    unsubscribe: { token: PLACES.token },
  });
  return action === undefined ? undefined : { action, fields: { 'List-Unsubscribe': 'One-Click' } };
}

/** A text with the token and the customer's id in their places. */
export function fillPlaces(text: string, token: string): string {
  return text.replaceAll(PLACES.token, token).replaceAll(PLACES.customer, token.split('~')[0] ?? '');
}

/** Whether it has the form of a token; whether it is one, only the signature's owner can say. */
export const isToken = (text: string): boolean => /^[A-Za-z0-9._-]{1,64}~[\w-]{22}~[\w-]{22}$/.test(text);
