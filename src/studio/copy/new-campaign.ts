import { type Node, parseDocument, stringify } from 'yaml';

/** What is asked of somebody who begins a campaign. */
export interface NewCampaign {
  /** The name of its file: `diwali-sale`. */
  readonly name: string;
  readonly title: string;
  /** The campaign to begin from, as the list names its file; without it an empty one. */
  readonly from?: string | undefined;
}

/** The smallest campaign. */
export const emptyCampaign = (title: string) =>
  `# Everybody who agreed to mail gets the mail of the copy, until an audience and words of its own are added here.
${titleLine(title)}
`;

/** The text of a campaign with another title; every other letter stays. One without a title stays as it is. */
export function withTitle(text: string, title: string): string {
  const place = (parseDocument(text, { prettyErrors: false }).getIn(['title'], true) as Node | undefined)
    ?.range;
  if (!place) return text;
  const [from, to] = place;
  // A text over several lines ends behind its line break.
  const [end = ''] = /\s*$/.exec(text.slice(from, to)) ?? [];
  return text.slice(0, from) + written(title) + end + text.slice(to);
}

const titleLine = (title: string) => `title: ${written(title)}`;

/** In quotes where YAML needs them, in one line whatever its length. */
const written = (title: string) =>
  stringify(title, { lineWidth: 0, defaultStringType: 'PLAIN', blockQuote: false }).trimEnd();
