import type { Span } from './timeline.ts';

/** WebVTT: one cue for each scene that says something. */
export function captionsOf(texts: readonly string[], spans: readonly Span[]): string {
  const cues = texts.flatMap((text, index) => {
    const span = spans[index];
    const line = escaped(text);
    return span && line !== '' ? [`${timeOf(span.from)} --> ${timeOf(span.to)}\n${line}\n`] : [];
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}

/** On one line, because an empty one ends a cue; `-->` may not be in it either. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .trim();
}

/** 75.04 → `00:01:15.040` */
function timeOf(seconds: number): string {
  const thousandths = Math.round(seconds * 1000);
  const part = (size: number, modulo: number, digits: number) =>
    String(Math.floor(thousandths / size) % modulo).padStart(digits, '0');
  return `${part(3_600_000, 100, 2)}:${part(60_000, 60, 2)}:${part(1000, 60, 2)}.${part(1, 1000, 3)}`;
}
