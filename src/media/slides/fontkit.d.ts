import 'fontkit';

declare module 'fontkit' {
  interface Font {
    readonly unitsPerEm: number;
  }
  /** A glyph as a drawing: in font units, y upwards. */
  export interface Outlined {
    readonly path: Path;
  }
  interface Path {
    scale(x: number, y: number): Path;
    translate(x: number, y: number): Path;
    toSVG(): string;
  }
}
