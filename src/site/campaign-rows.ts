import type { SegmentNames } from '../copy/segment-names.ts';
import { isSegment } from '../data/vocabulary.ts';
import type { LeftOut, Reader } from './campaign-recipients.ts';
import { printBytes, printMoment } from './campaign-words.ts';
import { escapeHtml } from './report-html.ts';

/** Rows of the two lists, as HTML: the page brings the first of them along, its script draws the others. */

/** @param zone IANA: by whose clocks the moment is told. */
export function readerHtml(reader: Reader, href: string, zone: string, names: SegmentNames): string {
  const { id, name, segment, subject, due, htmlBytes } = reader;
  return `<a href="${escapeHtml(href)}" data-id="${escapeHtml(id)}"><span class="name">${escapeHtml(name)}</span>${tag(segment, names)}<span class="subject">${escapeHtml(subject)}</span><span class="when"><time datetime="${due}">${printMoment(due, zone)}</time> · ${printBytes(htmlBytes)}</span></a>`;
}

export function leftOutHtml(
  { id, name, segment, reason }: LeftOut,
  href: string,
  names: SegmentNames,
): string {
  return `<a href="${escapeHtml(href)}" data-id="${escapeHtml(id)}"><span class="name">${escapeHtml(name)}</span>${tag(segment, names)}<span class="subject">${escapeHtml(reason)}</span><span class="when">${escapeHtml(id)}</span></a>`;
}

const tag = (segment: string, names: SegmentNames) =>
  `<span class="tag" data-segment="${escapeHtml(segment)}">${escapeHtml(segmentName(segment, names))}</span>`;

/** Of a plan, which may be of an older dataset. */
export const segmentName = (segment: string, names: SegmentNames): string =>
  isSegment(segment) ? names[segment] : segment;
