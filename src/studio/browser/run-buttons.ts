import { FORMS } from './action-form.ts';
import { StudioRefusal } from './ask.ts';
import { askForm } from './form-dialog.ts';
import { start } from './work.ts';

/** Starts an action, after asking what it needs. @param known what is settled already. */
export async function begin(action: string, known: Readonly<Record<string, unknown>>): Promise<void> {
  const form = FORMS[action]?.(known);
  if (form) askForm(form, async (answers) => void (await start(action, { ...known, ...answers })));
  else await start(action, known);
}

/** A button with `data-run` (an action) and `data-input` (JSON) starts it. */
export function wireRunButtons(): void {
  document.addEventListener('click', (event) => {
    const pressed = (event.target as Element).closest<HTMLButtonElement>('button[data-run]');
    if (!pressed) return;
    pressed.disabled = true;
    begin(pressed.dataset.run as string, inputOf(pressed))
      .catch((error: unknown) => tell(pressed, error))
      .finally(() => {
        pressed.disabled = false;
      });
  });
  for (const each of document.querySelectorAll<HTMLButtonElement>('button[data-run]')) each.disabled = false;
}

function inputOf(pressed: HTMLButtonElement): Readonly<Record<string, unknown>> {
  const input = JSON.parse(pressed.dataset.input ?? '{}') as Readonly<Record<string, unknown>>;
  if (pressed.dataset.ofShownMail === undefined) return input;
  const shown = pressed.closest('section')?.querySelector<HTMLElement>('mail-preview')?.dataset.mail ?? '{}';
  const { customerId } = JSON.parse(shown) as { readonly customerId?: string };
  return { ...input, customer: customerId };
}

const SAID_MS = 8000;

/** Says beside a button why nothing was started. */
function tell(pressed: HTMLButtonElement, error: unknown): void {
  const said = document.createElement('span');
  said.className = 'wrong run-wrong';
  said.setAttribute('role', 'alert');
  const { message, hint } = error as StudioRefusal;
  said.textContent = [message, error instanceof StudioRefusal ? hint : ''].filter(Boolean).join(' ');
  pressed.parentElement?.querySelector('.run-wrong')?.remove();
  pressed.after(said);
  setTimeout(() => said.remove(), SAID_MS);
}
