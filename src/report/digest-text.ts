import { tidy } from '../render/tidy.ts';
import type { DigestContent } from './digest.ts';

/** The text part of the digest: everything its HTML says, line by line. */
export function digestText(digest: DigestContent): string {
  const { eyebrow, headline, opening, cards, actionsTitle, actions, figures, links, footer } = digest;
  const lines = [
    eyebrow,
    '',
    headline,
    '',
    opening,
    '',
    ...cards.map(
      ({ label, value, change, note }) => `${label}: ${value}${change && ` (${change})`}, ${note}`,
    ),
    '',
    actionsTitle,
    ...actions.flatMap(({ number, title, because }) => ['', `${number} ${title}`, because]),
    ...figures.flatMap((figure) => ['', '', figure.title, figure.finding, ...figure.links.map(linkLine)]),
    '',
    ...links.map(linkLine),
    '',
    ...footer,
  ];
  return tidy(lines.join('\n'));
}

const linkLine = ({ label, url }: DigestContent['links'][number]) => `${label}: ${url}`;
