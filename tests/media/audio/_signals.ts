import type { Sound } from '../../../src/media/audio/sound.ts';

export function sine(frequency: number, { rate = 48_000, seconds = 1, level = 1 } = {}): Sound {
  const samples = Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, index) => level * Math.sin((2 * Math.PI * frequency * index) / rate),
  );
  return { rate, samples };
}

export function silence(seconds: number, rate = 48_000): Sound {
  return { rate, samples: new Float32Array(Math.round(seconds * rate)) };
}

export function joined(...sounds: readonly Sound[]): Sound {
  return {
    rate: sounds[0]?.rate ?? 48_000,
    samples: Float32Array.from(sounds.flatMap(({ samples }) => [...samples])),
  };
}

export function part({ rate, samples }: Sound, from: number, to: number): Sound {
  return { rate, samples: samples.slice(Math.round(from * rate), Math.round(to * rate)) };
}

/** How much of one frequency is in the middle of a sound (Goertzel with a Hann window): the level of such a sine. */
export function amplitudeAt({ rate, samples }: Sound, frequency: number): number {
  let [re, im, weight] = [0, 0, 0];
  samples.forEach((sample, index) => {
    const window = 1 - Math.cos((2 * Math.PI * index) / samples.length);
    const angle = (2 * Math.PI * frequency * index) / rate;
    re += window * sample * Math.cos(angle);
    im += window * sample * Math.sin(angle);
    weight += window;
  });
  return (2 * Math.hypot(re, im)) / weight;
}

export function rms({ samples }: Sound): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
