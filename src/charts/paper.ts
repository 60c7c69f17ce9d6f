import { Resvg } from '@resvg/resvg-js';
import { JSDOM } from 'jsdom';

let shared: Document | undefined;

/** The one document that figures are drawn in outside a browser: opening one takes far longer than a figure. */
export function paper(): Document {
  shared ??= new JSDOM('').window.document;
  return shared;
}

const FONTS = [
  'inter/400Regular/Inter_400Regular.ttf',
  'inter/600SemiBold/Inter_600SemiBold.ttf',
  'noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf',
  'noto-sans-devanagari/600SemiBold/NotoSansDevanagari_600SemiBold.ttf',
].map((file) => `node_modules/@expo-google-fonts/${file}`);

/** The same as PNG bytes, twice as many pixels as CSS pixels, on a ground. */
export function printPng(svg: string, ground: string, scale = 2): Uint8Array {
  return new Resvg(svg, {
    background: ground,
    fitTo: { mode: 'zoom', value: scale },
    font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'Inter' },
  })
    .render()
    .asPng();
}
