import type { Problem } from '../../copy/problem.ts';
import { openAudience } from '../../delivery/audience.ts';
import { pieceMaker } from '../../delivery/campaign-piece.ts';
import { sha256Of } from '../../digest.ts';
import type { Env } from '../../env.ts';
import { isPitchwrightError, PitchwrightError } from '../../errors.ts';
import type { Workshop } from '../../render/workshop.ts';
import { openBench } from './bench.ts';
import { type Checked, checkDraft, checkShelf, identity } from './check-draft.ts';
import { type DraftMail, mailOf } from './draft-mail.ts';
import { createCampaignFile, type EditableText, MOST_BYTES, readEditable, saveEditable } from './editable.ts';
import { campaignIn } from './kinds.ts';
import { type ListedFile, listFiles } from './list-files.ts';
import { emptyCampaign, type NewCampaign, withTitle } from './new-campaign.ts';
import { type Person, type Preset, peopleLike, presets } from './people.ts';
import { demandsOf, findReader } from './reader.ts';
import { readShelf, type Shelf, withDraft } from './shelf.ts';
import { type Make, type Survey, survey } from './survey.ts';
import { turns } from './turns.ts';

export interface Draft {
  readonly name: string;
  readonly text: string;
  /** Whose mail is to be shown. */
  readonly customer?: string | undefined;
  /** The keys that the cursor stands in: their words are looked for in the mail. */
  readonly at?: readonly string[] | undefined;
}

export interface Judged {
  readonly problems: readonly Problem[];
  /** None while there are problems. */
  readonly mail?: DraftMail | undefined;
  /** Why this customer’s mail cannot be made although nothing is wrong with the file. */
  readonly hole?: { readonly message: string; readonly hint: string | undefined } | undefined;
}

/** The copy desk: its files, what a draft of one would do, and saving it. */
export interface Desk {
  files(): Promise<readonly ListedFile[]>;
  file(name: string): Promise<EditableText>;
  judge(draft: Draft): Promise<Judged>;
  /** A newer survey ends an older one early. @throws PitchwrightError `COPY_BROKEN` */
  survey(draft: Draft): Promise<Survey>;
  /** @throws PitchwrightError `COPY_BROKEN` | as `saveEditable` */
  save(draft: Draft, before: string): Promise<EditableText>;
  /** Begins a campaign of one’s own. @throws PitchwrightError `COPY_BROKEN` | as `createCampaignFile` and `readEditable` */
  begin(campaign: NewCampaign): Promise<EditableText>;
  /** Whose mail can be looked at: those worth a look, or whose id or name holds the words. */
  people(words: string): Promise<readonly (Person | Preset)[]>;
  close(): void;
}

/** @param epoch moves when something that mails are made of changed on disk. */
export function openDesk(env: Env, epoch: () => number): Desk {
  const bench = openBench(env, epoch);
  let surveys = 0;
  let saved: { readonly digest: string; readonly checked: Promise<Checked> } | undefined;
  let latest: typeof saved;

  /** The files as they are on disk, read anew each time and checked when they changed. */
  function onDisk(shelf: Shelf): Promise<Checked> {
    if (saved?.digest !== shelf.digest)
      saved = { digest: shelf.digest, checked: checkShelf(shelf, env.CONTENT_DIR) };
    return saved.checked;
  }

  async function check({ name, text }: Draft): Promise<{ shelf: Shelf; checked: Checked }> {
    await readEditable(env, name);
    if (Buffer.byteLength(text) > MOST_BYTES) throw tooLong(name);
    const shelf = await readShelf(env);
    const drafted = withDraft(shelf, name, text);
    const digest = sha256Of([drafted.digest, name, text]);
    // The same draft is shown, then counted, then saved.
    if (latest?.digest !== digest) {
      // Nearly every draft begins as what is on disk.
      const whole = drafted.digest === shelf.digest ? onDisk(shelf) : checkShelf(drafted, env.CONTENT_DIR);
      latest = { digest, checked: whole.then((checked) => checkDraft(checked, name, text)) };
    }
    return { shelf, checked: await latest.checked };
  }

  /** Reads, compiles and renders once, so that the first draft is not the first of everything. */
  async function warm(): Promise<void> {
    const { copy } = await onDisk(await readShelf(env));
    if (!copy) return;
    await bench.with(copy, async (workshop) => {
      const [record] = await workshop.store.customers('', 1);
      if (record) await workshop.make(record);
    });
  }

  const maker = ({ campaigns }: Checked, name: string, workshop: Workshop): Make => {
    const file = campaigns.get(name);
    return file ? pieceMaker(workshop, file, env.SITE_URL) : (record) => workshop.make(record);
  };
  const audienceOf = ({ campaigns }: Checked, name: string, asOf: string) => {
    const file = campaigns.get(name);
    return file && openAudience(file.campaign.audience, asOf);
  };

  async function look(
    draft: Draft,
    checked: Checked,
    old: Checked | undefined,
    isWanted: () => boolean,
  ): Promise<Survey | undefined> {
    const { copy } = checked;
    if (!copy) return undefined;
    return bench.with(copy, async (workshop) => {
      const after = maker(checked, draft.name, workshop);
      const audience = audienceOf(checked, draft.name, workshop.store.facts.asOf);
      const run = (before?: Make) => survey(workshop.store, { after, before }, audience, isWanted);
      if (!old?.copy) return run();
      return bench.with(old.copy, (before) =>
        run(fromStore(maker(old, draft.name, before), before, workshop)),
      );
    });
  }

  return {
    files() {
      // What is wrong is said to whoever asks for it.
      void warm().catch(() => {});
      return listFiles(env);
    },
    file: (name) => readEditable(env, name),
    async judge(draft) {
      const { name, customer, at = [] } = draft;
      const { shelf, checked } = await check(draft);
      const { copy, problems } = checked;
      if (!copy || problems.length > 0) return { problems };
      const old = await onDisk(shelf);
      const turn = turns();
      return bench.with(copy, async (workshop) => {
        const audience = audienceOf(checked, name, workshop.store.facts.asOf);
        const reader = await findReader(workshop.store, demandsOf(name, at, copy, audience), customer);
        if (!reader) return { problems };
        const { customer_id: id } = reader.record.customer;
        try {
          await turn();
          const piece = await maker(checked, name, workshop)(reader.record);
          await turn();
          const before =
            old.copy &&
            (await bench.with(old.copy, async (was) => {
              const [record] = await was.store.find([id]);
              return record && (await maker(old, name, was)(record)).message.sha256;
            }));
          return { problems, mail: mailOf(piece, reader.instead, before, env.SITE_URL) };
        } catch (error) {
          if (!isPitchwrightError(error)) throw error;
          return { problems, hole: { message: error.message, hint: error.hint } };
        }
      });
    },
    async survey(draft) {
      surveys += 1;
      const own = surveys;
      const { shelf, checked } = await check(draft);
      if (checked.problems.length > 0) throw broken(draft.name, checked.problems);
      return (await look(draft, checked, await onDisk(shelf), () => own === surveys)) as Survey;
    },
    async save(draft, before) {
      const { name, text } = draft;
      const there = await readEditable(env, name);
      // Said first: somebody whose file moved wants to know that, whatever else is wrong.
      if (there.digest !== before) return saveEditable(env, name, text, before);
      const { shelf, checked } = await check(draft);
      // A file that was broken before is no reason to keep another from being mended.
      const known = new Set((await onDisk(shelf)).problems.map(identity));
      const problems = checked.problems.filter(
        (problem) => problem.file === name || !known.has(identity(problem)),
      );
      if (problems.length > 0) throw broken(name, problems);
      const { broken: holes = 0, fact } = (await look(draft, checked, undefined, () => true)) ?? {};
      if (holes > 0) {
        throw new PitchwrightError(
          'COPY_BROKEN',
          `${name} leaves a hole in ${holes} mail${holes === 1 ? '' : 's'}: ${fact}`,
          {
            hint: 'a mail that cannot be made stops the whole site; give the text an {% else %}. Nothing was saved',
          },
        );
      }
      return saveEditable(env, name, text, before);
    },
    async begin({ name, title, from }) {
      const path = `campaigns/${name}.yaml`;
      if (from !== undefined && campaignIn(from) === undefined) throw noCampaign(from);
      const text =
        from === undefined ? emptyCampaign(title) : withTitle((await readEditable(env, from)).text, title);
      const shelf = withDraft(await readShelf(env), path, text);
      const { problems } = checkDraft(await checkShelf(shelf, env.CONTENT_DIR), path, text);
      const own = problems.filter(({ file }) => file === path);
      // It has the mistakes of the one that it is begun from.
      if (own.length > 0) {
        const source = from ?? path;
        throw broken(
          source,
          own.map((problem) => ({ ...problem, file: source })),
        );
      }
      return createCampaignFile(env, path, text);
    },
    async people(words) {
      const { copy } = await onDisk(await readShelf(env));
      if (!copy) return [];
      return bench.with(copy, async ({ store }) =>
        words === '' ? presets(store) : peopleLike(store, words),
      );
    },
    close: () => bench.close(),
  };
}

/** Makes a saved mail: rules of segments that the draft changes put people elsewhere, so they are read from its own store. */
function fromStore(make: Make, before: Workshop, after: Workshop): Make {
  if (before.store === after.store) return make;
  return async (record) => {
    const [own] = await before.store.find([record.customer.customer_id]);
    return make(own ?? record);
  };
}

function broken(name: string, problems: readonly Problem[]): PitchwrightError {
  const [first] = problems as [Problem, ...Problem[]];
  const place = [first.file === name ? '' : first.file, first.line > 0 ? `line ${first.line}` : '']
    .filter((words) => words !== '')
    .join(' ');
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return new PitchwrightError(
    'COPY_BROKEN',
    `${name} has ${count}${place && `, ${place}`}: ${first.message}`,
    { hint: 'a broken file stops the whole site; mend it first. Nothing was saved' },
  );
}

function noCampaign(name: string): PitchwrightError {
  return new PitchwrightError('COPY_FILE_UNKNOWN', `${JSON.stringify(name.slice(0, 80))} is no campaign`, {
    hint: 'choose one from the list',
  });
}

function tooLong(name: string): PitchwrightError {
  return new PitchwrightError('COPY_TOO_LARGE', `${name} would be larger than ${MOST_BYTES / 1000} kB`, {
    hint: 'shorten it, or edit it in an editor of your own',
  });
}
