import type { MailUnderCheck } from './mail-under-check.ts';

/**
 * - `error`: a reader gets something broken, or the mail may not be sent like this.
 * - `warning`: it works, but worse than it should, or not everywhere.
 * - `note`: could not be judged; a person should look.
 */
export const LEVELS = ['error', 'warning', 'note'] as const;
export type Level = (typeof LEVELS)[number];

/** One thing that is wrong in one mail. */
export interface Finding {
  readonly level: Level;
  /** Where in the mail: `subject`, `HTML: link “See it”`. */
  readonly place: string;
  readonly fact: string;
  /** How to put it right: the same words for the same kind of trouble, whoever's mail it is in. */
  readonly fix: string;
  /** How bad it is among findings of its kind; 1 when left out. */
  readonly weight?: number;
  /** Whose readers it concerns, of the rule's mail clients; left out, everybody's. */
  readonly clients?: readonly string[];
}

/** A pure question about one mail. */
export interface Rule {
  readonly id: string;
  /** What holds when nothing is found. */
  readonly title: string;
  /** The mail clients it asks about one by one, where it does. */
  readonly clients?: readonly string[];
  find(mail: MailUnderCheck): readonly Finding[];
  /** How near a mail comes to trouble, where that is a number worth knowing. */
  readonly measure?: (mail: MailUnderCheck) => Measure;
}

export interface Measure {
  readonly value: number;
  readonly words: string;
}

/** A finding with the rule it is against. */
export interface RuleFinding extends Finding {
  readonly rule: string;
}
