import { describe, expect, it } from 'vitest';
import { legibleBrief } from '../../../src/media/slides/legible-brief.ts';
import { legible } from '../../../src/media/slides/letters.ts';
import { briefFor, NAMES } from './_brief.ts';

describe('legible', () => {
  it.each(['Zoë', 'Đặng Thị', 'Żółć', 'Ωμέγα', 'Анна', 'राजलक्ष्मी', '₹1,299', 'Ana & "Bob"'])(
    'keeps %s',
    (name) => {
      expect(legible(name)).toEqual({ text: name.normalize('NFC'), isCut: false });
    },
  );

  it.each(['陳大文', 'தமிழ்', 'محمد', 'ไทย'])('leaves out %s, which no font here has, and says so', (name) => {
    expect(legible(name)).toEqual({ text: '', isCut: true });
  });

  it('keeps what can be read of a mixture', () => {
    expect(legible('Wei 陳 Chen')).toEqual({ text: 'Wei Chen', isCut: true });
  });

  it('drops controls and marks that turn the direction', () => {
    expect(legible(NAMES.direction).text).toBe('ivaR x');
    expect(legible(NAMES.controls).text).toBe('AB[31m C');
  });

  it('keeps letters, but not all of the marks that were heaped on them', () => {
    expect(legible(NAMES.marks)).toEqual({ text: 'Zalg\u0337o', isCut: false });
  });

  it('leaves out an emoji that nobody drew, without calling it a letter', () => {
    expect(legible('Zoë \u{1FAFF}')).toEqual({ text: 'Zoë', isCut: false });
  });
});

describe('legibleBrief', () => {
  it('leaves a name out of every sentence when it cannot be written', () => {
    const { brief, remarks, isForeign } = legibleBrief(briefFor('陳大文'));
    expect(brief.firstName).toBe('');
    expect(brief.scenes[0]!.spoken).toBe('Hello, good to see you again.');
    expect(remarks).toEqual([
      'The greeting is without the name, which is written in letters that no bundled font has.',
    ]);
    expect(isForeign).toBe(false);
  });

  it('closes the gap that a name leaves, also that of its honorific', () => {
    const spoken = (text: string) => {
      const source = briefFor('陳');
      return legibleBrief({ ...source, scenes: [{ ...source.scenes[0]!, spoken: text }] }).brief.scenes[0]!
        .spoken;
    };
    expect(spoken('陳, this one is for you.')).toBe('This one is for you.');
    expect(spoken('Welcome, 陳!')).toBe('Welcome!');
    expect(spoken('नमस्ते 陳 जी, बहुत दिन हो गए।')).toBe('नमस्ते, बहुत दिन हो गए।');
  });

  it('tells copy in foreign letters from a name in foreign letters', () => {
    const source = briefFor();
    const [greeting, ...others] = source.scenes;
    if (greeting?.kind !== 'greeting') throw new Error('no greeting');
    const tamil = { ...source, scenes: [{ ...greeting, headline: 'வரவேற்கிறோம்' }, ...others] };
    expect(legibleBrief(tamil).isForeign).toBe(true);
  });

  it('changes nothing of a brief that can be written', () => {
    const source = briefFor('Zoë');
    expect(legibleBrief(source)).toEqual({ brief: source, remarks: [], isForeign: false });
  });
});
