import type { Text } from '../copy/text.ts';

/** What a campaign says in place of the copy, in one language. What it leaves out stays as the copy has it. */
export interface OccasionWords {
  readonly subjects?: readonly { readonly subject: Text; readonly preheader: Text }[] | undefined;
  readonly eyebrow?: Text | undefined;
  readonly headline?: Text | undefined;
  readonly opening?: Text | undefined;
}

/** The reason for writing that a campaign adds to a pitch. */
export interface Occasion {
  /** Its file, for the reasons of choices: `content/campaigns/win-back.yaml`. */
  readonly source: string;
  /** By locale of the copy. */
  readonly words: ReadonlyMap<string, OccasionWords>;
}
