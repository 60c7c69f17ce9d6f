import { address } from '../../site/address.ts';
import { openDock } from './dock.ts';
import { wireRunButtons } from './run-buttons.ts';
import { followWork } from './work.ts';

// The pages for readers of mails have no frame, and nothing of the studio.
if (document.querySelector('[data-studio-slot]')) {
  openDock(address.activity());
  wireRunButtons();
  followWork();
}
