import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { yaml } from '@codemirror/lang-yaml';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { VARIABLES } from '../../../src/copy/variables.ts';
import { completionOf } from '../../../src/studio/browser/copy-desk-complete.ts';

const SUBJECTS = 'locales/en/subjects.yaml';

/** What is offered at the ^ of a text. */
function offered(name: string, written: string, isAsked = false) {
  const pos = written.indexOf('^');
  const state = EditorState.create({ doc: written.replace('^', ''), extensions: yaml() });
  const result = completionOf(name)(new CompletionContext(state, pos, isAsked)) as CompletionResult | null;
  return result && { from: result.from - pos, labels: result.options.map(({ label }) => label) };
}

describe('variables are offered', () => {
  test.each([
    ['VIP:\n  - subject: "Hi {{ ^"\n', 0],
    ['VIP:\n  - subject: "Hi {{ ^}}"\n', 0],
    ['VIP:\n  - subject: "Hi {{ customer.fi^ }}"\n', -11],
    ['VIP:\n  - subject: Hi {{ customer.^\n', -9],
    ['VIP:\n  - subject: {{ ^\n', 0],
    ['VIP:\n  - subject: "{% if ^"\n', 0],
    ['VIP:\n  - subject: "{% if customer.city and orders.^ %}"\n', -7],
  ])('in %j', (written, from) => {
    expect(offered(SUBJECTS, written)).toEqual({ from, labels: VARIABLES.text });
  });

  test('as the place allows them', () => {
    const link = 'links:\n  unsubscribe: "https://shop.example/{{ ^"\n';
    expect(offered('brand.yaml', link)?.labels).toEqual(VARIABLES.unsubscribe);
    expect(offered('brand.yaml', 'name: "{{ ^"\n')).toBeNull();
  });

  test.each(['"Hi ^"', '"{{ customer.name }} ^"', '"{{ customer.name | up^"'])('not in %s', (subject) => {
    expect(offered(SUBJECTS, `VIP:\n  - subject: ${subject}\n`)).toBeNull();
  });
});

describe('keys are offered', () => {
  test('that the file has at the same depth', () => {
    const text = 'VIP:\n  - subject: a\n    preheader: b\nNew:\n  - subject: c\n    p^\n';
    expect(offered(SUBJECTS, text)).toEqual({ from: -1, labels: ['subject', 'preheader'] });
    expect(offered(SUBJECTS, 'VIP:\n  - subject: a\nN^\n')?.labels).toEqual(['VIP']);
  });

  test('not before somebody writes or asks, nor in the words of a long text', () => {
    expect(offered(SUBJECTS, 'VIP: a\n^\n')).toBeNull();
    expect(offered(SUBJECTS, 'VIP: a\n^\n', true)?.labels).toEqual(['VIP']);
    expect(offered(SUBJECTS, 'VIP:\n  a: b\n  body: >-\n    Dear\n    fr^\n')).toBeNull();
  });
});
