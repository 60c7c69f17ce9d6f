import type { Segment } from '../data/vocabulary.ts';

/** How everything made for a segment looks, moves and sounds. The colours are the brand's own (`colors.segments`). */
export interface MediaTheme {
  /** Which music is played. */
  readonly mood: 'elegant' | 'warm' | 'bright' | 'gentle';
  /** Letters of headlines on the slides. */
  readonly letters: 'serif' | 'sans';
  /** How far a slide grows while it is shown: 1.06 is six per cent. */
  readonly zoom: number;
  /** Seconds in which one slide passes into the next. */
  readonly fade: number;
  /** For prompts: light and colour, what moves, how a voice speaks. */
  readonly look: string;
  readonly movement: string;
  readonly voice: string;
}

export const MEDIA_THEMES: Readonly<Record<Segment, MediaTheme>> = {
  VIP: {
    mood: 'elegant',
    letters: 'serif',
    zoom: 1.05,
    fade: 0.7,
    look: 'luxurious: deep aubergine shadows, warm gold light, brushed brass and silk, shallow depth of field',
    movement: 'a slow, assured camera move, as in a film for a fine watch',
    voice: 'warm, low and unhurried, like a personal host who knows the listener',
  },
  Returning: {
    mood: 'warm',
    letters: 'sans',
    zoom: 1.06,
    fade: 0.6,
    look: 'warm and homely: terracotta, sand and late-afternoon sunlight through a window, natural materials',
    movement: 'a gentle push-in, as if stepping back into a familiar room',
    voice: 'warm and friendly, like a shopkeeper who is glad to see the listener again',
  },
  New: {
    mood: 'bright',
    letters: 'sans',
    zoom: 1.07,
    fade: 0.45,
    look: 'fresh and bright: morning light, soft greens and clean white, dew, airy space',
    movement: 'a light, lively glide that discovers one thing after the other',
    voice: 'bright and welcoming, with a smile',
  },
  'At-Risk': {
    mood: 'gentle',
    letters: 'serif',
    zoom: 1.04,
    fade: 0.8,
    look: 'gentle and reconnecting: quiet dusk blues, soft lamplight, calm and uncluttered',
    movement: 'a still camera with the slightest drift, patient and without any push',
    voice: 'gentle and sincere, without any push, like writing to a friend after a long pause',
  },
};
