/**
 * The widths, CSS pixels, that a figure is drawn at ahead of time; the style sheet shows the one that fits its place.
 * A drawing shrinks by a tenth at most, so its letters stay readable.
 */
export const DRAWINGS = {
  half: [
    { fits: 'narrow', width: 324 },
    { fits: 'wide', width: 536 },
  ],
  full: [
    { fits: 'narrow', width: 324 },
    { fits: 'middle', width: 640 },
    { fits: 'wide', width: 1120 },
  ],
} as const;

/** Of a figure's files, which stand alone. */
export const FILE_WIDTH = { half: 640, full: 1120 } as const;
