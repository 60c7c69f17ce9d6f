import { base, en, en_IN, Faker } from '@faker-js/faker';
import type { Consent } from '../vocabulary.ts';
import { CITIES, TOWNS } from './cities.ts';
import { DOMAINS } from './domains.ts';
import type { Random } from './random.ts';
import { ACCENTED_NAMES, DEVANAGARI_FAMILY_NAMES, DEVANAGARI_GIVEN_NAMES } from './unusual-names.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly city: string;
  readonly locale: string;
  readonly consent: Consent;
}

const CONSENT_SHARES: Readonly<Record<Consent, number>> = { subscribed: 93, unsubscribed: 4, unknown: 3 };

/** Names in Faker's list that read as something else in an English mail. */
const MISREAD = new Set(['Anal', 'Anala', 'Butt']);

/** Returns the draw of a person. Faker is wired to whichever stream is drawing, so that it never has to be seeded. */
export function openPeople(): (random: Random, index: number) => Person {
  let source: Random;
  const faker = new Faker({
    locale: [en_IN, en, base],
    randomizer: { next: () => source.next(), seed: () => {} },
  });

  const wellRead = (draw: () => string): string => {
    for (;;) {
      const name = draw();
      if (!MISREAD.has(name)) return name;
    }
  };

  return (random, index) => {
    source = random;
    const sex = faker.person.sexType();
    const given = () => wellRead(() => faker.person.firstName(sex));
    const family = () => wellRead(() => faker.person.lastName(sex));
    const { name, plain, isDevanagari } = drawName(random, given, family);
    const { city, isHindiSpeaking } = drawCity(random);
    const hindi = isDevanagari ? 0.9 : isHindiSpeaking ? 0.42 : 0.1;
    return {
      name,
      email: addressOf(random, plain, index),
      city,
      locale: random.chance(hindi) ? 'hi' : 'en',
      consent: random.weightedKey(CONSENT_SHARES),
    };
  };
}

function drawName(random: Random, given: () => string, family: () => string) {
  const kind = random.next();
  if (kind < 0.013) {
    const first = random.pick(DEVANAGARI_GIVEN_NAMES);
    const last = random.pick(DEVANAGARI_FAMILY_NAMES);
    return { name: `${first.name} ${last.name}`, plain: `${first.plain} ${last.plain}`, isDevanagari: true };
  }
  if (kind < 0.021) return { ...random.pick(ACCENTED_NAMES), isDevanagari: false };
  const isLong = kind < 0.03;
  const name = isLong ? `${given()} ${given()} ${given()} ${family()}-${family()}` : `${given()} ${family()}`;
  return { name, plain: name, isDevanagari: false };
}

function drawCity(random: Random): { city: string; isHindiSpeaking: boolean } {
  if (random.chance(0.25)) return { city: random.pick(TOWNS), isHindiSpeaking: false };
  const { name, isHindiSpeaking } = CITIES[random.weightedIndex(CITIES.map(({ size }) => size))]!;
  return { city: name, isHindiSpeaking };
}

/** Unique, because it ends in the customer's number and names have no digits. */
function addressOf(random: Random, plain: string, index: number): string {
  const words = plain.toLowerCase().split(/[^a-z]+/);
  const first = words[0]!;
  const last = words.at(-1)!;
  const local = random.pick([
    `${first}.${last}`,
    `${first}${last}`,
    `${first[0]}.${last}`,
    `${first}_${last}`,
  ]);
  return `${local}${index + 1}@${random.weightedKey(DOMAINS)}`;
}
