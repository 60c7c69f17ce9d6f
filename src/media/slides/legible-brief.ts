import type { MediaBrief, Scene, ScenePick } from '../brief.ts';
import { legible } from './letters.ts';

export interface LegibleBrief {
  readonly brief: MediaBrief;
  readonly remarks: readonly string[];
  /** Whether the copy itself, not only names, is in letters that no font here has. */
  readonly isForeign: boolean;
}

/** A brief as slides can write it: letters that no font has are left out, a name that has such letters altogether. */
export function legibleBrief(brief: MediaBrief): LegibleBrief {
  let isForeign = false;
  let isCut = false;
  const say = (text: string) => {
    const written = legible(text);
    isCut ||= written.isCut;
    return written.text;
  };
  const copy = (text: string) => {
    const written = legible(text);
    isForeign ||= written.isCut;
    return written.text;
  };
  const name = legible(brief.firstName);
  const isNameless = name.isCut || name.text === '';
  const without = (text: string) => (isNameless ? withoutName(text, brief.firstName) : text);
  const pick = (one: ScenePick): ScenePick => ({
    ...one,
    name: say(one.name),
    category: say(one.category),
    price: say(one.price),
    listPrice: say(one.listPrice),
    saving: say(one.saving),
    reason: say(one.reason),
  });
  const scene = (one: Scene): Scene => {
    const spoken = say(without(one.spoken));
    switch (one.kind) {
      case 'greeting':
        return { ...one, spoken, eyebrow: copy(without(one.eyebrow)), headline: copy(without(one.headline)) };
      case 'numbers':
        return {
          ...one,
          spoken,
          title: say(without(one.title)),
          facts: one.facts.map(({ label, value }) => ({ label: say(label), value: say(value) })),
        };
      case 'pick':
        return { ...one, spoken, pick: pick(one.pick) };
      case 'picks':
        return { ...one, spoken, title: copy(without(one.title)), picks: one.picks.map(pick) };
      case 'offer':
        return {
          ...one,
          spoken,
          title: copy(without(one.title)),
          note: say(without(one.note)),
          rows: one.rows.map(({ label, value, note }) => ({
            label: say(label),
            value: say(value),
            note: say(note),
          })),
        };
      case 'action':
        return { ...one, spoken, line: say(one.line), label: say(one.label) };
    }
  };
  const { brand } = brief;
  const written: MediaBrief = {
    ...brief,
    firstName: isNameless ? '' : name.text,
    brand: { name: say(brand.name), tagline: say(brand.tagline), host: say(brand.host) },
    scenes: brief.scenes.map(scene),
  };
  const remarks = [
    ...(name.isCut
      ? ['The greeting is without the name, which is written in letters that no bundled font has.']
      : []),
    ...(isCut ? ['Some letters are left out of the slides, because no bundled font has them.'] : []),
  ];
  return { brief: written, remarks, isForeign };
}

/** A sentence without the name, and without what it leaves behind: a comma, a space, an honorific. */
function withoutName(text: string, name: string): string {
  if (name === '') return text;
  return text
    .replaceAll(`${name} जी`, '')
    .replaceAll(name, '')
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.!?।])/g, '$1')
    .replace(/,(?=[.!?।])/g, '')
    .replace(/^[\s,.!?]+/, '')
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
    .trim();
}
