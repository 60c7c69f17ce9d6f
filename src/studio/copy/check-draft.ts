import { inspectContent } from '../../copy/content.ts';
import { type Copy, compileCopy } from '../../copy/copy.ts';
import { fileProblems } from '../../copy/file-problems.ts';
import { ContentError, type Problem } from '../../copy/problem.ts';
import { type CampaignFile, campaignSchemaFor, parseCampaign } from '../../delivery/read-campaign.ts';
import { isPitchwrightError, type PitchwrightError } from '../../errors.ts';
import { campaignIn, type Kind, kindOf, OWN_CATALOGUE } from './kinds.ts';
import { setAt } from './set-at.ts';
import type { Shelf } from './shelf.ts';
import { turns } from './turns.ts';

/** What a shelf of texts says, or what is wrong with it. Problems name files as the list does. */
export interface Checked {
  /** Of the draft first. */
  readonly problems: readonly Problem[];
  /** When nothing is wrong with the content. */
  readonly copy: Copy | undefined;
  /** By path, those without a problem. */
  readonly campaigns: ReadonlyMap<string, CampaignFile>;
}

/** Checks all texts, as the site would read them. @param folder of the content, as messages name it. */
export async function checkShelf(shelf: Shelf, folder: string): Promise<Checked> {
  const turn = turns();
  const { content, errors } = inspectContent(shelf.files, folder, shelf.own);
  const problems = errors.flatMap((error) => problemsOf(error, folder));
  await turn();
  const copy = content && attempt(() => compileCopy(content), folder, problems);
  const campaigns = new Map<string, CampaignFile>();
  if (copy) {
    for (const [path, text] of shelf.campaigns) {
      await turn();
      const name = campaignIn(path) as string;
      const file = attempt(() => parseCampaign(text, `${folder}/${path}`, name, copy), folder, problems);
      if (file) campaigns.set(path, file);
    }
  }
  return { problems: problems.map((problem) => named(problem, shelf, folder)), copy, campaigns };
}

/**
 * Checks a draft in place of the file on disk: everything that is wrong with it, keys and tags alike, and what other
 * files have because of it.
 * @param checked the shelf with the draft in it.
 */
export function checkDraft(checked: Checked, name: string, text: string): Checked {
  const kind = kindOf(name) as Kind;
  const isCampaign = campaignIn(name) !== undefined;
  const schema = isCampaign && checked.copy ? campaignSchemaFor(checked.copy) : kind.schema;
  const own = fileProblems(text, name, schema, (path) => setAt(name, path));
  const isTold = new Set(own.map(identity));
  // What only the compiling of all files says has no line, and is told with its line above.
  const rest = checked.problems.filter(
    (problem) =>
      !isTold.has(identity(problem)) && (problem.file !== name || problem.line > 0 || own.length === 0),
  );
  const inDraft = rest.filter(({ file }) => file === name);
  const problems = [
    ...[...own, ...inDraft].sort((a, b) => a.line - b.line || a.column - b.column),
    ...rest.filter(({ file }) => file !== name),
  ];
  return { ...checked, problems };
}

/** The same problem in two readings. */
export const identity = ({ file, line, path }: Problem) => `${file} ${line} ${path.join(' › ')}`;

function attempt<T>(work: () => T, folder: string, problems: Problem[]): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!isPitchwrightError(error)) throw error;
    problems.push(...problemsOf(error, folder));
    return undefined;
  }
}

/** The problems of an error; one that names its file only in words has that file and no line. */
function problemsOf(error: PitchwrightError, folder: string): readonly Problem[] {
  if (error instanceof ContentError) return error.problems;
  const start = `${folder}/`;
  const [, file = '', rest = ''] = error.message.startsWith(start)
    ? (/^(.+?\.yaml)(?: › |: | )?(.*)$/s.exec(error.message) ?? [])
    : [];
  const path = rest.includes(': ') ? (rest.split(': ')[0] as string).split(' › ') : [];
  return [{ file, line: 0, column: 0, path, message: rest || error.message, hint: error.hint }];
}

function named(problem: Problem, { own }: Shelf, folder: string): Problem {
  if (problem.file === own?.file) return { ...problem, file: OWN_CATALOGUE };
  return problem.file.startsWith(`${folder}/`)
    ? { ...problem, file: problem.file.slice(folder.length + 1) }
    : problem;
}
