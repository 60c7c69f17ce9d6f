import { headerTokens } from './header-tokens.ts';

/** What a header says that says "no" by itself, in the languages of header-words.ts, as keys. */
const OUT =
  /opt(ed|ing)?out|unsub|unmail|undeliver|do(es)?not(e?mail|contact|send)|dont(e?mail|contact|send)|dnc$|suppress|bounce(?!rate)|bla(ck|c)list|blocklist|blocked|spamcomplain|complained|abgemeldet|abmeld|abbestell|widerruf|widerspr|gesperrt|sperrvermerk|robinson|desabonn|desinscri|desuscri|dadodebaja|descadastr|disiscri|afgemeld|uitgeschreven|avregistr|avprenumer|avanmal|avslut.*nyhet/;

const REVOKED = /withdrawn|withdrew|revoked|declined|denied|refused|retire$|rejected|removed|cancell?ed/;
const CONSENT =
  /newsletter|news|subscri|market|e?mail|epost|consent|promo|optin|optedin|permission|accept|werbung|einwilligung|kontakt|contact|advert|publicid|abonn|nyhetsbrev|samtycke|consent|correo|courriel|boletin|communic/;
const NEGATION =
  /^(not|non|never|without|un|dont|doesnt|kein|keine|keinen|ohne|nicht|nie|pas|sans|sin|sem|senza|nessun|nessuna|geen|niet|ingen|inga|inte|ej|ikke|utan|uden|ei|bez)$/;
/** Written in one word with what it denies. */
const JOINED =
  /^(no|not|non|un|never|keine?n?|ohne|pasde|sans|sin|sem|senza|geen|ingen|inte|ej|ikke)(more)?(newsletter|news$|e?mails?$|e?mailing|market|subscri|contact|consent|promo|optin|accept|werbung|publicid|abonn|nyhetsbrev|correo|courriel)/;

const OTHER_CHANNEL =
  /^(sms|mms|whatsapp|whats|viber|telegram|push|phone|telephone|calls?|telefon|telefono|telefone|tel)$|^(sms|whatsapp|phone|telefon|push)(optout|optin|consent|marketing|blacklisted|blocklisted|subscri|suppress|werbung|notification)/;
const MAIL = /mail|epost|newsletter|courriel|correo|^all$/;

/** Whether a column is about text messages, calls or the like, and not about mail. */
export function isOtherChannel(header: string): boolean {
  const words = headerTokens(header);
  return words.some((word) => OTHER_CHANNEL.test(word)) && !words.some((word) => MAIL.test(word));
}

/**
 * Whether the name of a column sounds as if what it holds forbids mail. "Contact no" is a number and "no contact" is
 * none.
 * @param key as `headerKey` makes it.
 */
export function soundsLikeOptOut(header: string, key: string): boolean {
  if (isOtherChannel(header)) return false;
  if (OUT.test(key) || JOINED.test(key) || key === 'withdrawn') return true;
  if (!CONSENT.test(key)) return false;
  if (REVOKED.test(key)) return true;
  const words = headerTokens(header);
  const no = words.indexOf('no');
  return words.some((word) => NEGATION.test(word)) || (no >= 0 && CONSENT.test(words.slice(no + 1).join('')));
}
