import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captionsOf } from '../../../src/media/slideshow/captions.ts';
import { FPS, timelineOf } from '../../../src/media/slideshow/timeline.ts';

const spoken = (...seconds: (number | undefined)[]) =>
  seconds.map((length) => ({ text: 'And more that we chose for you.', seconds: length }));

describe('timelineOf', () => {
  it('gives six lines of an ordinary voice about 15 seconds', () => {
    const spans = timelineOf(spoken(1.9, 1.8, 1.5, 1.6, 1.7, 1.3));
    expect(spans.at(-1)!.to).toBeGreaterThanOrEqual(12);
    expect(spans.at(-1)!.to).toBeLessThanOrEqual(18);
  });

  it('gives people time to read when nobody speaks', () => {
    const spans = timelineOf(spoken(...Array(6).fill(undefined)));
    expect(spans.at(-1)!.to).toBeGreaterThan(13);
    expect(spans.at(-1)!.to).toBeLessThan(18.5);
  });

  it('takes pauses away from a slow voice', () => {
    const [short, long] = [timelineOf(spoken(2, 2)), timelineOf(spoken(...Array(6).fill(3)))];
    expect(short[1]!.speakAt - short[1]!.from).toBeCloseTo(0.35);
    expect(long[1]!.speakAt - long[1]!.from).toBeCloseTo(0.25);
  });

  it('never cuts a line, never overlaps, keeps to frames, and holds the last scene', () => {
    const lines = fc.array(
      fc.record({
        text: fc.string({ maxLength: 120 }),
        seconds: fc.option(fc.double({ min: 0.1, max: 7, noNaN: true }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(lines, (given) => {
        const spans = timelineOf(given);
        spans.forEach(({ from, to, speakAt }, index) => {
          const { seconds = 0 } = given[index]!;
          const hold = index === given.length - 1 ? 1 : 0;
          expect(from).toBe(spans[index - 1]?.to ?? 0);
          expect(Math.abs(to * FPS - Math.round(to * FPS))).toBeLessThan(1e-6);
          expect(to - from).toBeGreaterThanOrEqual(1.9 + hold - 0.03);
          expect(speakAt + seconds + hold).toBeLessThanOrEqual(to + 0.03);
        });
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('captionsOf', () => {
  const spans = timelineOf(spoken(2, 2));

  it('is WebVTT with one cue for each scene', () => {
    expect(captionsOf(['Hello Arya.', 'Come in.'], spans)).toMatch(
      /^WEBVTT\n\n00:00:00\.000 --> 00:00:0\d\.\d{3}\nHello Arya\.\n\n00:00:0\d\.\d{3} --> 00:00:0\d\.\d{3}\nCome in\.\n$/,
    );
  });

  it('keeps whatever is said on one line, without a way out of its cue', () => {
    const vtt = captionsOf(['<b>A\n\n00:00:01.000 --> 00:09:00.000\r\u0000& B', '\n'], spans);
    expect(vtt).toContain('\n&lt;b&gt;A 00:00:01.000 --&gt; 00:09:00.000 &amp; B\n');
    expect(vtt.match(/-->/g)).toHaveLength(1);
  });
});
