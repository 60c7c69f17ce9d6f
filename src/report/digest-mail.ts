import { readFile } from 'node:fs/promises';
import { type Message, message } from '../render/message.ts';
import { compileMjml } from '../render/mjml-template.ts';
import type { Workshop } from '../render/workshop.ts';
import { digestOf } from './digest.ts';
import { digestText } from './digest-text.ts';

const TEMPLATE = 'emails/digest.mjml';

/**
 * The digest as a message, in the form in which pitches go out.
 * @param siteUrl the published site, for links; without it there are none.
 * @param root the project folder, for `emails/`.
 * @throws PitchwrightError `TEMPLATE_INVALID`
 */
export async function digestMessage(
  workshop: Workshop,
  siteUrl: string | undefined,
  root = process.cwd(),
): Promise<Message> {
  const fill = await compileMjml(TEMPLATE, await readFile(`${root}/${TEMPLATE}`, 'utf8'));
  const { content, inline } = await digestOf(workshop, siteUrl);
  const filled = fill({ digest: content, colors: workshop.copy.brand.colors });
  // `83 %` is one word.
  const html = filled.replace(/(\d) %/g, '$1&nbsp;%');
  return message(content.subject, content.preheader, html, digestText(content), inline);
}

/** The HTML with its pictures in it: a page of its own, for looking at. */
export function standalone({ html, inline }: Message): string {
  return inline.reduce(
    (page, { cid, contentType, bytes }) =>
      page.replaceAll(`cid:${cid}`, `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}`),
    html,
  );
}
