import { type Answer, answerOf } from './consent.ts';
import { headerTokens } from './header-tokens.ts';
import { isOtherChannel } from './opt-out-words.ts';

/** What a header of a consent is made of: a word about being mailed, and words that change nothing of it. */
const ABOUT =
  /^(newsletters?|marketing|mailings?|consent|einwilligung|permission|erlaubnis|optin|subscribed|subscription|subscriber|abonniert|abonnement|abonnent|werbung|werbeeinwilligung|nyhetsbrev|samtycke|consentement|consentimiento|consenso|boletin|nieuwsbrief|toestemming|nyhedsbrev|samtykke)$/;
const NEUTRAL =
  /^(e|mail|email|emails|mails|post|opt|in|accepts?|accepted|agreed|wants|receives?|to|for|the|our|der|die|das|zu|zum|zur|fur|für|und|and|per|by|via|ok|okay|yes|no|y|n|j|ja|nein|nej|oui|non|si|sí|sim|nao|não|true|false|flag|status|erteilt|erwünscht|erhalten|gdpr|dsgvo)$/;

/**
 * Whether a header names a consent to be mailed and nothing else. A word that is not known may be a "not" or a
 * "cancelled", so one of them is enough to leave it alone.
 */
export function soundsLikeConsent(header: string): boolean {
  const words = headerTokens(header.replace(/ \(\d+\)$/, ''));
  return (
    words.some((word) => ABOUT.test(word)) &&
    words.every((word) => ABOUT.test(word) || NEUTRAL.test(word)) &&
    !isOtherChannel(header)
  );
}

/** Of the filled cells, the share that must be answers. */
const MOST = 0.7;

/** Whether the cells of a column are answers, such as yes and no, but for a few that are not understood. */
export function holdsAnswers(cells: readonly string[], least = MOST): boolean {
  const answers = cells.filter((cell) => cell.trim() !== '').map((cell) => answerOf(cell));
  const clear = answers.filter((answer) => CLEAR.includes(answer));
  return clear.length > 0 && clear.length >= answers.length * least;
}

const CLEAR: readonly Answer[] = ['withdrawn', 'never', 'subscribed'];
