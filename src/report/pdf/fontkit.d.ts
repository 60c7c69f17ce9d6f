declare module 'fontkit' {
  /** What is used of fontkit 2, which pdfkit brings along and which has no types of its own. */
  export interface Font {
    getGlyph(id: number, codePoints?: readonly number[]): object;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string, features?: readonly string[]): GlyphRun;
  }
  export interface GlyphRun {
    readonly glyphs: readonly unknown[];
    /** In font units; pdfkit scales them in place. */
    readonly positions: readonly Position[];
    readonly advanceWidth: number;
  }
  export interface Position {
    readonly xAdvance: number;
    readonly yAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }
  export function create(bytes: Uint8Array): Font;
}
