import type { PaletteEntry, PaletteFile } from '../frame/palette-entries.ts';
import type { PaletteAction } from './palette-actions.ts';
import { type CustomerIndex, findCustomers } from './palette-customers.ts';
import { fold, RANKS, rankAll } from './palette-match.ts';

/** One line of the palette: a place or something to do. */
export type Choice = PaletteEntry | PaletteAction;

export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}

/** Everything there is to choose from; the parts that are still on their way are absent. */
export interface Offer {
  readonly file: PaletteFile | undefined;
  readonly customers: CustomerIndex | undefined;
  /** Address of a customer's page, with `ID` in the place of theirs. */
  readonly customer: string;
  readonly actions: readonly PaletteAction[];
  readonly recent: readonly PaletteEntry[];
}

const MOST_OF_A_GROUP = 6;

/** What fits the words, in groups; without words the latest choices, then pages and actions. */
export function findChoices(offer: Offer, words: readonly string[]): readonly ChoiceGroup[] {
  const { file, actions } = offer;
  const groups: readonly ChoiceGroup[] =
    words.length === 0
      ? [
          { title: 'Recent', choices: offer.recent },
          { title: 'Pages', choices: file?.pages ?? [] },
          { title: 'Actions', choices: actions },
          { title: 'Edge cases', choices: file?.edgeCases ?? [] },
        ]
      : [
          { title: 'Pages', choices: fitting(file?.pages ?? [], words) },
          { title: 'Customers', choices: people(offer, words) },
          { title: 'Actions', choices: fitting(actions, words) },
          { title: 'Campaigns', choices: fitting(file?.campaigns ?? [], words) },
          { title: 'Pitches', choices: fitting(file?.variants ?? [], words) },
          { title: 'Edge cases', choices: fitting(file?.edgeCases ?? [], words) },
        ];
  return groups.filter(({ choices }) => choices.length > 0);
}

function fitting<Kind extends Choice>(choices: readonly Kind[], words: readonly string[]): readonly Kind[] {
  return choices
    .map((choice) => {
      const label = rankAll(words, fold(choice.label));
      // What is written on it counts for more than what it is also found by.
      const all = fold(`${choice.label} ${choice.hint ?? ''} ${choice.keywords ?? ''}`);
      const rest = rankAll(words, all, RANKS.startOfWord);
      return { choice, rank: Math.max(label, rest - 0.5) };
    })
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, MOST_OF_A_GROUP)
    .map(({ choice }) => choice);
}

function people({ customers, customer }: Offer, words: readonly string[]): readonly PaletteEntry[] {
  if (!customers) return [];
  return findCustomers(customers, words).map((at) => {
    const id = customers.ids[at] as string;
    const city = customers.cities[at];
    return {
      label: customers.names[at] || id,
      hint: city ? `${id} · ${city}` : id,
      href: customer.replace('/ID/', `/${id}/`),
    };
  });
}
