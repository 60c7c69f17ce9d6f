import type { ReactNode } from 'react';
import type { Scene } from '../brief.ts';
import { Action } from './action.tsx';
import { Greeting } from './greeting.tsx';
import { Numbers } from './numbers.tsx';
import { Offer } from './offer.tsx';
import type { Page } from './page.ts';
import { Pick } from './pick.tsx';
import { Picks } from './picks.tsx';

/** What stands on the slide of a scene; its ground is drawn by `drawScenery`. */
export function slideOf(page: Page, scene: Scene): ReactNode {
  switch (scene.kind) {
    case 'greeting':
      return <Greeting page={page} scene={scene} />;
    case 'numbers':
      return <Numbers page={page} scene={scene} />;
    case 'pick':
      return <Pick page={page} scene={scene} />;
    case 'picks':
      return <Picks page={page} scene={scene} />;
    case 'offer':
      return <Offer page={page} scene={scene} />;
    case 'action':
      return <Action page={page} scene={scene} />;
  }
}
