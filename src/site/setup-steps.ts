/** How the web app of `apps-script/` is set up; what stands between backticks is to be typed or read as it is. */
export interface SetupStep {
  readonly title: string;
  readonly words: readonly string[];
}

/**
 * Five steps, for the terminal and for the page.
 * @param folder where the files are: `data/apps-script`.
 */
export const setupSteps = (folder: string): readonly SetupStep[] => [
  {
    title: 'Make the script',
    words: [
      'At `script.google.com`, signed in to the mailbox that sends, make a new project and put `Code.gs` in place of what is there.',
      `Under Project Settings tick “Show appsscript.json manifest file” and replace that file, too. Both lie in \`${folder}\`.`,
    ],
  },
  {
    title: 'Run setup',
    words: [
      'In the editor choose `setup` and press Run. Google asks for your permission once, and two secrets are made.',
    ],
  },
  {
    title: 'Share the secrets',
    words: [
      'From Project Settings → Script Properties copy `APPS_SCRIPT_SECRET` and `UNSUBSCRIBE_SECRET` into `.env`.',
      'If `.env` has an `UNSUBSCRIBE_SECRET` already, keep it and put it into the property: links in mails that are out depend on it.',
    ],
  },
  {
    title: 'Deploy it',
    words: [
      'Deploy → New deployment → Web app; execute as: Me; who has access: Anyone. Its address, which ends in `/exec`, is `APPS_SCRIPT_URL` in `.env`.',
      'In `content/brand.yaml`, `sender.email` is the address of that mailbox, and `links.unsubscribe` is the address of the web app followed by `?action=unsubscribe&t={{ unsubscribe.token }}`.',
      'For a new version use Manage deployments → Edit → New version, so that the address stays.',
    ],
  },
  {
    title: 'Try it',
    words: [
      'Run `testMe`: a sample comes to you. Open the address with `?action=health` to see what is left of the day’s quota.',
      'Then write `channels: [apps-script]` into a campaign, plan it, and send it to yourself first: `npm run send -- <campaign> --live --to you@yours`.',
    ],
  },
];

/** What can be set under Project Settings → Script Properties. */
export const SCRIPT_PROPERTIES: readonly {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly words: string;
}[] = [
  {
    name: 'APPS_SCRIPT_SECRET',
    isNeeded: true,
    words: 'Signs every request: the same as in `.env`, at least 32 characters.',
  },
  {
    name: 'UNSUBSCRIBE_SECRET',
    isNeeded: true,
    words: 'Signs unsubscribe links: the same as in `.env`. Keep it for good.',
  },
  {
    name: 'ATTACHMENT_HOSTS',
    isNeeded: false,
    words:
      'Hosts the script may fetch attachments from, with commas: `cdn.example.com`. All others come along inside the request.',
  },
  {
    name: 'SHEET_ID',
    isNeeded: false,
    words:
      'A spreadsheet to keep the log and the unsubscribes in: the part of its address after `/d/`. It needs one more line among `oauthScopes` in `appsscript.json`: `https://www.googleapis.com/auth/spreadsheets`.',
  },
  {
    name: 'WEB_APP_URL',
    isNeeded: false,
    words: 'The address that ends in `/exec`, should the unsubscribe page post to another.',
  },
];

/** A text in parts: plain words, and what is to be typed. */
export function setupParts(words: string): readonly { readonly text: string; readonly isCode: boolean }[] {
  return words
    .split('`')
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
