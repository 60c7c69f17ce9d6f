import { button, element } from '../../site/scripts/element.ts';
import type { ActionForm, Question } from './action-form.ts';
import { StudioRefusal } from './ask.ts';
import { holdReloadWhile, releaseReload } from './hold-reload.ts';

const KEPT = 'studio answer ';

holdReloadWhile(() => document.querySelector('.studio-dialog') !== null);

/**
 * Asks what an action needs, and starts it; what cannot be taken is said beside its field, and nothing that was typed is lost.
 * @param begin gets the answers by name. It throws a `StudioRefusal` when they cannot be taken.
 */
export function askForm(form: ActionForm, begin: (answers: Record<string, unknown>) => Promise<void>): void {
  const dialog = element('dialog', { class: 'studio-dialog', 'aria-labelledby': 'studio-dialog-title' });
  const fields = form.questions.map((question) => ({ question, field: fieldOf(question) }));
  const wrong = element('p', { class: 'wrong', role: 'alert', hidden: true });
  const submit = element(
    'button',
    { type: 'submit', class: `button primary${form.isGrave ? ' grave' : ''}` },
    form.submit,
  );
  const body = element(
    'form',
    { novalidate: true, autocomplete: 'off' },
    element('h2', { id: 'studio-dialog-title' }, form.title),
    ...(form.words === undefined ? [] : [element('p', { class: 'hint' }, form.words)]),
    ...fields.map(({ field }) => field),
    wrong,
    element(
      'div',
      { class: 'dialog-acts' },
      button('Cancel', () => dialog.close()),
      submit,
    ),
  );
  body.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    wrong.hidden = true;
    for (const { field } of fields) say(field, undefined);
    const answers = Object.fromEntries(
      fields
        .map(({ question, field }) => [question.name, answerOf(question, field)] as const)
        .filter(([, value]) => value !== undefined),
    );
    try {
      await begin(answers);
      for (const { question } of fields) if (question.isKept) keep(question, answers[question.name]);
      dialog.close();
    } catch (error) {
      const refusal = error as StudioRefusal;
      const told = fields.filter(({ question, field }) =>
        say(field, refusal instanceof StudioRefusal ? refusal.fields[question.name] : undefined),
      );
      if (told.length === 0) {
        wrong.textContent = [refusal.message, refusal instanceof StudioRefusal ? refusal.hint : ''].join(' ');
        wrong.hidden = false;
      } else told[0]?.field.querySelector<HTMLElement>('input, select')?.focus();
    } finally {
      submit.disabled = false;
    }
  });
  dialog.append(body);
  dialog.addEventListener('close', () => {
    dialog.remove();
    releaseReload();
  });
  document.body.append(dialog);
  dialog.showModal();
}

let count = 0;

function fieldOf(question: Question): HTMLElement {
  count += 1;
  const id = `studio-field-${count}`;
  const { name, label, kind, hint, value, options = [] } = question;
  const about = hint === undefined ? [] : [element('p', { class: 'hint', id: `${id}-hint` }, hint)];
  const wrong = element('p', { class: 'wrong', id: `${id}-wrong`, hidden: true });
  const described = `${hint === undefined ? '' : `${id}-hint `}${id}-wrong`;
  if (kind === 'checks') {
    const chosen = value as readonly string[];
    return element(
      'fieldset',
      { class: 'field', 'aria-describedby': described },
      element('legend', {}, label),
      element(
        'div',
        { class: 'checks' },
        ...options.map(([each, words]) =>
          element(
            'label',
            {},
            element('input', { type: 'checkbox', name, value: each, checked: chosen.includes(each) }),
            words,
          ),
        ),
      ),
      ...about,
      wrong,
    );
  }
  if (kind === 'check') {
    const box = element('input', {
      type: 'checkbox',
      name,
      checked: value === true,
      'aria-describedby': described,
    });
    return element('div', { class: 'field check' }, element('label', {}, box, label), ...about, wrong);
  }
  const common = { id, name, 'aria-describedby': described };
  const input =
    kind === 'select'
      ? element(
          'select',
          common,
          ...options.map(([each, words]) =>
            element('option', { value: each, selected: each === value }, words),
          ),
        )
      : element('input', {
          ...common,
          type: kind === 'number' ? 'text' : kind,
          inputmode: kind === 'number' ? 'numeric' : undefined,
          value: kept(question) ?? (value as string | undefined),
        });
  return element('div', { class: 'field' }, element('label', { for: id }, label), input, ...about, wrong);
}

/** Says what is wrong with a field. @returns whether there is something. */
function say(field: HTMLElement, words: string | undefined): boolean {
  const wrong = field.querySelector('.wrong') as HTMLElement;
  wrong.textContent = words ?? '';
  wrong.hidden = words === undefined;
  for (const input of field.querySelectorAll('input, select')) {
    input.toggleAttribute('aria-invalid', words !== undefined);
    if (words !== undefined) input.setAttribute('aria-invalid', 'true');
  }
  return words !== undefined;
}

function answerOf({ kind }: Question, field: HTMLElement): unknown {
  const inputs = [...field.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')];
  const boxes = inputs.filter((input) => input instanceof HTMLInputElement);
  if (kind === 'check') return boxes[0]?.checked;
  if (kind === 'checks') return boxes.filter(({ checked }) => checked).map(({ value }) => value);
  const text = inputs[0]?.value.trim() ?? '';
  return text === '' ? undefined : text;
}

function keep({ name }: Question, value: unknown): void {
  try {
    localStorage.setItem(KEPT + name, String(value ?? ''));
  } catch {
    // It is asked again the next time.
  }
}

function kept({ name, isKept }: Question): string | undefined {
  if (!isKept) return undefined;
  try {
    return localStorage.getItem(KEPT + name) ?? undefined;
  } catch {
    return undefined;
  }
}
