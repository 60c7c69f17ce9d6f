/** The script's properties that a person sets; everything else in the store is written by the script. */
export type Setting =
  /** Signs the channel's requests: the same as in `.env`. */
  | 'APPS_SCRIPT_SECRET'
  /** Signs unsubscribe links: the same as in `.env`. */
  | 'UNSUBSCRIBE_SECRET'
  /** Hosts that attachments may be fetched from, with commas. */
  | 'ATTACHMENT_HOSTS'
  /** A spreadsheet to keep the log and the unsubscribes in. */
  | 'SHEET_ID'
  /** Where the form of the unsubscribe page posts to, should Google not say it. */
  | 'WEB_APP_URL';

export function setting(name: Setting): string {
  return (PropertiesService.getScriptProperties().getProperty(name) || '').trim();
}

export function attachmentHosts(): readonly string[] {
  return setting('ATTACHMENT_HOSTS')
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '');
}
