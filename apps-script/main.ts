import { answerTo } from './answer.ts';
import { publicHealth } from './health.ts';
import { askToUnsubscribe, unsubscribe } from './unsubscribe-pages.ts';

export { testMe } from './sample-mail.ts';
export { setup } from './setup.ts';

/** What people and browsers open. Reads only: scanners follow every link of a mail. */
export function doGet(event: GoogleAppsScript.Events.DoGet) {
  const { action, t } = event.parameter;
  if (action === 'unsubscribe') return askToUnsubscribe(t || '');
  return json(publicHealth());
}

/** The channel's signed requests, and the button of the unsubscribe page. */
export function doPost(event: GoogleAppsScript.Events.DoPost) {
  const { action, t } = event.parameter;
  if (action === 'unsubscribe') return unsubscribe(t || '');
  return json(answerTo(event.postData ? event.postData.contents : ''));
}

const json = (value: object) =>
  ContentService.createTextOutput(JSON.stringify(value)).setMimeType(ContentService.MimeType.JSON);
