import { CUSTOMER_WORDS, headerKey } from './header-words.ts';

const STATUS = /status|statut|stato|zustand|estado|situacao|stadium|stage/;
const ABOUT_MAIL =
  /mail|news|subscri|suscri|market|consent|consenti|samtycke|einwillig|optin|abonn|permission|promo|werb|publicid|correo|courriel|epost/;

const known = new Map<string, boolean>();

/** Whether a header names the state of an account, an order or a deal, and none of mailing. */
export function isGeneralStatus(header: string): boolean {
  let found = known.get(header);
  if (found === undefined) {
    const key = headerKey(header.replace(/ \(\d+\)$/, ''));
    found =
      (CUSTOMER_WORDS.state?.split(' ').includes(key) ?? false) ||
      (STATUS.test(key) && !ABOUT_MAIL.test(key));
    if (known.size < MOST) known.set(header, found);
  }
  return found;
}

const MOST = 1000;
