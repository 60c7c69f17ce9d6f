import type { Aspect, AspectName, Saying, Side } from './compare-side.ts';

/** One aspect of two mails. */
export interface Difference {
  readonly name: AspectName;
  readonly isSame: boolean;
  readonly left: Told;
  readonly right: Told;
}

export interface Told {
  readonly says: readonly (Saying & {
    /** Whether the other mail says it, too. */
    readonly isShared: boolean;
  })[];
  readonly because: string;
}

/**
 * Aspect by aspect, in the order the sides have them. The same words in the same order are the same, whatever they were
 * chosen for; a list in another order is different, though every part of it is shared.
 */
export function differences(left: Side, right: Side): readonly Difference[] {
  return (Object.keys(left.aspects) as readonly AspectName[]).map((name) => {
    const [ours, theirs] = [left.aspects[name], right.aspects[name]];
    return {
      name,
      isSame: joined(ours) === joined(theirs),
      left: told(ours, theirs),
      right: told(theirs, ours),
    };
  });
}

function told({ says, because }: Aspect, other: Aspect): Told {
  const known = new Set(other.says.map(({ words }) => words));
  return { says: says.map((each) => ({ ...each, isShared: known.has(each.words) })), because };
}

const joined = ({ says }: Aspect) => says.map(({ words }) => words).join('\n');
