import { type PaletteAction, registerActions } from '../../site/scripts/palette-actions.ts';
import type { ActionName } from '../live/actions.ts';
import { begin } from './run-buttons.ts';
import { tellBroken } from './work.ts';

const OFFERED: readonly (readonly [action: ActionName, label: string, keywords: string])[] = [
  ['check', 'Check every mail', 'lint validate test links images'],
  ['build', 'Build the site', 'publish rebuild static dist'],
  ['sync', 'Take in bounces, replies and unsubscribes', 'pull results inbox feedback'],
  ['media', 'Make films, voices and pictures', 'video audio image gemini veo'],
  ['report', 'Write the digest mail', 'monday report kpi'],
  ['generate', 'Make a sample', 'generate demo data fake'],
  ['undo-import', 'Bring the other dataset back', 'undo import revert'],
];

/** What can be started from anywhere. */
export function offerInPalette(): void {
  registerActions(
    OFFERED.map(
      ([action, label, keywords]): PaletteAction => ({
        label,
        keywords,
        run: () => void begin(action, {}).catch(tellBroken),
      }),
    ),
  );
}
