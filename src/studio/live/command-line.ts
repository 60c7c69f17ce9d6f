/** What the studio and a command that it started say to each other, besides what the command prints. */

/** Set in the environment of every command of the studio. */
export const FOR_STUDIO = 'PITCHWRIGHT_STUDIO';

/** From the studio: end as on Ctrl-C. */
export const STOP = 'stop';

/** From the command: how far it is, or what came of it, in a sentence. */
export type FromCommand =
  | { readonly unit: string; readonly done: number; readonly total: number }
  | { readonly result: string };
