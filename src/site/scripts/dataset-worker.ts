import type { ImportResult } from '../../data/import/import-dataset.ts';
import { isPitchwrightError, PitchwrightError } from '../../errors.ts';
import type { BrowserKit } from '../../render/browser-kit.ts';
import { checkDataset } from '../dataset/check-dataset.ts';
import type { ImportSetting } from '../dataset/import-setting.ts';
import { kindQuestion } from '../dataset/kind-question.ts';
import { openQuestions, UNDECIDED } from '../dataset/open-questions.ts';
import { inputsOf, type OpenedFile, openFiles, seenFile } from '../dataset/opened-files.ts';
import { kitFor, withoutPicture } from '../dataset/preview-kit.ts';
import type { Answers, Asked, Checked, CheckProgress, FromWorker, Questions } from '../dataset/protocol.ts';
import { recordsOf, type Survey, surveyDataset } from '../dataset/survey.ts';
import { threeCustomers } from '../dataset/three-customers.ts';

/* Reads, checks and surveys the files that a person chose, in a thread of its own. */

let opened: readonly OpenedFile[] = [];
let latest:
  | { readonly checked: Checked; readonly result: ImportResult; readonly setting: ImportSetting }
  | undefined;
let survey: Promise<Survey> | undefined;
let going = new AbortController();

const post = (message: FromWorker) => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  going.abort();
  going = new AbortController();
  void reply(data, going.signal);
});

/** Whoever was stopped gets no answer. */
async function reply(asked: Asked, signal: AbortSignal): Promise<void> {
  const { id } = asked;
  try {
    const answer = await answerTo(asked, signal, (progress) => post({ id, progress }));
    if (!signal.aborted) post({ id, answer });
  } catch (error) {
    if (!signal.aborted) post({ id, failure: failureOf(error) });
  }
}

function failureOf(error: unknown) {
  if (isPitchwrightError(error)) {
    const { code, message, hint } = error;
    return { code, message, hint };
  }
  if (error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name)) {
    return {
      code: 'IMPORT_UNREADABLE',
      message: 'a file cannot be read any more: it was moved, changed or is no file but a folder',
      hint: 'choose it again',
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'IMPORT_FAILED', message, hint: 'this is a fault of Pitchwright: please report it' };
}

function answerTo(
  { name, question }: Asked,
  signal: AbortSignal,
  tell: (progress: CheckProgress) => void,
): Promise<Answers[keyof Answers]> {
  if (name === 'seen') return see(question, signal);
  return name === 'checked' ? check(question, signal, tell) : choose(question);
}

async function see({ files }: Questions['seen'], signal: AbortSignal): Promise<Answers['seen']> {
  latest = undefined;
  opened = await openFiles(files, signal);
  return opened.map(seenFile);
}

async function check(
  { choices, setting: address }: Questions['checked'],
  signal: AbortSignal,
  tell: (progress: CheckProgress) => void,
): Promise<Answers['checked']> {
  const inputs = inputsOf(opened, choices);
  const setting = await fetchJson<ImportSetting>(address);
  try {
    const { checked, result } = await checkDataset(inputs, setting, { signal, tell });
    signal.throwIfAborted();
    latest = { checked, result, setting };
    survey = undefined;
    return checked;
  } catch (error) {
    if (!isPitchwrightError(error)) throw error;
    if (error.code === 'IMPORT_UNKNOWN_COLUMNS') {
      const file = inputs.findIndex(
        ({ inspected, proposal }) => proposal.purchases && error.message.startsWith(`${inspected.name} `),
      );
      if (file !== -1) return { questions: [kindQuestion(file)] };
    }
    if (!UNDECIDED.includes(error.code)) throw error;
    const questions = await openQuestions(inputs, signal);
    if (questions.length === 0) throw error;
    return { questions };
  }
}

async function choose({ turn, kit: address }: Questions['trio']): Promise<Answers['trio']> {
  const { checked, result, setting } = latest as NonNullable<typeof latest>;
  const siteKit = await fetchJson<BrowserKit>(address);
  const kit = kitFor(siteKit, setting, result);
  const files = {
    customers: checked.files['customers.csv'] as Blob,
    orders: checked.files['orders.csv'] as Blob,
  };
  const { catalogue, segments } = kit.content;
  survey ??= surveyDataset(
    files,
    catalogue.products.map(({ id }) => id),
    result.dataset.as_of,
  );
  const { people, counts } = await survey;
  const chosen = threeCustomers(people, turn);
  const records = await recordsOf(
    files,
    chosen.map(({ id }) => id),
  );
  return {
    picks: records.map((record, at) => ({ because: chosen[at]?.because ?? '', record })),
    counts,
    kit: new Blob([JSON.stringify(kit)], { type: 'application/json' }),
    segmentNames: segments.names,
    drawn: withoutPicture(catalogue, siteKit.content.catalogue),
  };
}

async function fetchJson<T>(address: string): Promise<T> {
  const unavailable = (fact: string, cause?: unknown) =>
    new PitchwrightError('DATASET_PAGE_INCOMPLETE', `a part of this page is missing: ${fact}`, {
      hint: 'check the connection and reload the page',
      cause,
    });
  const { pathname } = new URL(address);
  const reply = await fetch(address).catch((cause) => {
    throw unavailable(`${pathname} cannot be fetched`, cause);
  });
  if (!reply.ok) throw unavailable(`${pathname} answered ${reply.status}`);
  return reply.json();
}
