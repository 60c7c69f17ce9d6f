import { address } from '../../site/address.ts';
import { offerToStore } from './dataset-store.ts';
import { openDock } from './dock.ts';
import { heedHolders } from './hold-reload.ts';
import { showMailChecks } from './mail-checks.ts';
import { offerInPalette } from './palette.ts';
import { wireRunButtons } from './run-buttons.ts';
import { followWork } from './work.ts';

// The pages for readers of mails have no frame, and nothing of the studio.
if (document.querySelector('[data-studio-slot]')) {
  heedHolders();
  openDock(address.activity());
  wireRunButtons();
  followWork();
  offerInPalette();
  void offerToStore();
  const checks = document.querySelector<HTMLElement>('[data-studio-checks]');
  if (checks) showMailChecks(checks, checks.dataset.studioChecks as string);
}
