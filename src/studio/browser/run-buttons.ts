import { address } from '../../site/address.ts';
import { FORMS } from './action-form.ts';
import { StudioRefusal } from './ask.ts';
import { askForm } from './form-dialog.ts';
import { start, type Work, watchWork } from './work.ts';

/** Starts an action, after asking what it needs. @param known what is settled already. */
export async function begin(action: string, known: Readonly<Record<string, unknown>>): Promise<void> {
  const form = FORMS[action]?.(known);
  if (form) askForm(form, async (answers) => void (await start(action, { ...known, ...answers })));
  else await start(action, known);
}

let latest: Work | undefined;

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
        if (latest) rest(pressed, latest);
      });
  });
  const buttons = document.querySelectorAll<HTMLButtonElement>('button[data-run]');
  for (const each of buttons) each.disabled = false;
  watchWork((work) => {
    latest = work;
    for (const each of buttons) rest(each, work);
  });
}

/** What is under way already is not offered a second time. */
function rest(pressed: HTMLButtonElement, { jobs }: Work): void {
  const { campaign } = JSON.parse(pressed.dataset.input ?? '{}') as { readonly campaign?: string };
  const page = campaign === undefined ? undefined : address.campaign(campaign);
  const running = jobs.find(
    (job) => job.state === 'running' && (job.action === pressed.dataset.run || job.page === page),
  );
  pressed.disabled = running !== undefined;
  pressed.title = running ? `“${running.title}” is under way` : '';
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
