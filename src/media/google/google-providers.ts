import type { Env } from '../../env.ts';
import type { MediaProvider } from '../provider.ts';
import type { MediaSettings } from '../settings.ts';
import { accessOf } from './access.ts';
import { openGate } from './gate.ts';
import { geminiImage } from './image.ts';
import { omni } from './omni.ts';
import { type Effects, type Finish, type GoogleContext, realEffects } from './service.ts';
import { veo } from './veo.ts';
import { geminiVoice } from './voice.ts';

export interface GoogleOptions {
  readonly settings: MediaSettings;
  readonly env: Pick<Env, 'GEMINI_API_KEY' | 'GEMINI_ENTERPRISE' | 'GEMINI_BASE_URL'>;
  readonly finish: Finish;
  readonly effects?: Effects;
}

/** Everything that Google makes, in order of preference. Together they make no more at a time than the settings say. */
export function googleProviders({
  settings,
  env,
  finish,
  effects = realEffects,
}: GoogleOptions): readonly MediaProvider[] {
  const context: GoogleContext = {
    settings,
    access: accessOf(env),
    gate: openGate(settings.limits.at_once),
    finish,
    effects,
  };
  return [veo(context), omni(context), geminiVoice(context), geminiImage(context)];
}
