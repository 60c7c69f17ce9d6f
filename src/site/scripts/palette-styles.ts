import address from '../styles/palette.css?url';
import { element } from './element.ts';

let coming: Promise<void> | undefined;

/** The style sheet of the dialogs. Without it they are bare but work, so a failure is waited for like an arrival. */
export function dialogStyles(): Promise<void> {
  coming ??= new Promise((done) => {
    const link = element('link', { rel: 'stylesheet', href: address });
    link.addEventListener('load', () => done());
    link.addEventListener('error', () => done());
    document.head.append(link);
  });
  return coming;
}

/** What the key that goes with letters is called where the reader sits. */
export const COMMAND_KEY = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';
