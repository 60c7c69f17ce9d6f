import type { DateAnswer, DecimalAnswer, FileKind, OpenQuestion } from '../dataset/protocol.ts';
import { element } from './element.ts';

interface Answer {
  kind?: FileKind;
  dates?: DateAnswer;
  decimal?: DecimalAnswer;
}

/** What a person answered, by the index of the file. */
export type FileAnswers = ReadonlyMap<number, Readonly<Answer>>;

/**
 * A form with everything that only a person can say.
 * @param names of the files.
 * @param before what was answered already.
 */
export function questionForm(
  questions: readonly OpenQuestion[],
  names: readonly string[],
  before: FileAnswers,
  answered: (answers: FileAnswers) => void,
): HTMLFormElement {
  const form = element(
    'form',
    { class: 'questions', autocomplete: 'off' },
    ...questions.map((question) => fieldset(question, names[question.file] ?? '', before)),
    element('button', { type: 'submit', class: 'button primary' }, 'Read it this way'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const answers = new Map<number, Answer>();
    for (const { file, about } of questions) {
      const known = answers.get(file) ?? {};
      const said = data.get(`${about} ${file}`);
      if (about === 'kind') known.kind = said as FileKind;
      else if (about === 'dates') known.dates = said as DateAnswer;
      else known.decimal = said as DecimalAnswer;
      answers.set(file, known);
    }
    answered(answers);
  });
  return form;
}

function fieldset(
  { file, about, column, options }: OpenQuestion,
  name: string,
  before: FileAnswers,
): HTMLFieldSetElement {
  const { kind, dates, decimal } = before.get(file) ?? {};
  const said = { kind, dates, decimals: decimal }[about];
  const asked =
    about === 'kind'
      ? `What does ${name} list?`
      : about === 'dates'
        ? `Which comes first in the dates of “${column}” in ${name}?`
        : `What does the mark in the amounts of “${column}” in ${name} stand before?`;
  return element(
    'fieldset',
    {},
    element('legend', {}, asked),
    ...options.map(({ answer, label, examples }) =>
      element(
        'label',
        { class: 'option' },
        element('input', {
          type: 'radio',
          name: `${about} ${file}`,
          value: answer,
          required: true,
          checked: answer === said,
        }),
        element(
          'span',
          {},
          element('b', {}, label),
          ...examples.map((example) => element('span', { class: 'example' }, example)),
        ),
      ),
    ),
  );
}
