import type { Measure, Rule, RuleFinding } from './finding.ts';
import type { MailUnderCheck } from './mail-under-check.ts';
import { clients } from './rules/clients.ts';
import { contrast } from './rules/contrast.ts';
import { headers } from './rules/headers.ts';
import { headings } from './rules/headings.ts';
import { images } from './rules/images.ts';
import { language } from './rules/language.ts';
import { links } from './rules/links.ts';
import { making } from './rules/making.ts';
import { markup } from './rules/markup.ts';
import { size } from './rules/size.ts';
import { textPart } from './rules/text-part.ts';
import { unfilled } from './rules/unfilled.ts';
import { wording } from './rules/wording.ts';

/** Every rule, in the order they are reported. */
export const RULES: readonly Rule[] = [
  making,
  unfilled,
  headers,
  textPart,
  links,
  images,
  size,
  wording,
  contrast,
  headings,
  language,
  clients,
  markup,
];

/** What was found in one mail, and what was measured of it, by id of rule. */
export interface CheckedMail {
  readonly customerId: string;
  readonly findings: readonly RuleFinding[];
  readonly measures: Readonly<Record<string, Measure>>;
}

/** Asks every rule about one mail. */
export function checkMail(mail: MailUnderCheck): CheckedMail {
  const findings: RuleFinding[] = [];
  const measures: Record<string, Measure> = {};
  for (const { id, find, measure } of RULES) {
    for (const finding of find(mail)) findings.push({ rule: id, ...finding });
    if (measure) measures[id] = measure(mail);
  }
  return { customerId: mail.customerId, findings, measures };
}
