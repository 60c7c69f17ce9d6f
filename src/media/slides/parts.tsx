import type { CSSProperties, ReactNode } from 'react';
import { drawMark } from '../art/brand-mark.ts';
import { drawProduct, type ProductArt } from '../art/product-art.ts';
import type { Setting } from './fit.ts';
import type { Page } from './page.ts';

/**
 * A place for an SVG, which `setPage` draws there, below all letters. Not an `<img>`: a picture in a picture ends resvg
 * 2.6.2 (and the process with it) when a shape of it with a mask lies two widths outside.
 */
export function Drawing({
  svg,
  width,
  height,
  radius = 0,
}: {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
}) {
  return (
    <div data-drawing={svg} data-radius={radius} style={{ display: 'flex', width, height, flexShrink: 0 }} />
  );
}

/** What comes in by itself: a film lets blocks rise one after the other, in the order of their numbers. */
export function Block({
  order,
  isPicture = false,
  style,
  children,
}: {
  readonly order: number;
  /** Grows a little while it is shown. */
  readonly isPicture?: boolean;
  readonly style?: CSSProperties;
  readonly children?: ReactNode;
}) {
  return (
    <div
      data-block={order}
      data-picture={isPicture}
      style={{ display: 'flex', flexDirection: 'column', ...style }}
    >
      {children}
    </div>
  );
}

/** A text as it was fitted, line by line. */
export function Lines({
  page,
  setting: { face, size, lines },
  color,
  leading = 1.14,
  align = 'flex-start',
  style,
}: {
  readonly page: Page;
  readonly setting: Setting;
  readonly color: string;
  readonly leading?: number;
  readonly align?: 'flex-start' | 'center';
  readonly style?: CSSProperties;
}) {
  // Marks above and below Devanagari need more air than Latin does.
  const height = /\p{Script=Devanagari}/u.test(lines.join('')) ? Math.max(leading, 1.34) : leading;
  return (
    <div style={{ display: 'flex', flexDirection: 'column', alignItems: align, ...style }}>
      {lines.map((line, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
          key={index}
          style={{
            display: 'flex',
            color,
            fontFamily: page.family(face),
            fontSize: size,
            lineHeight: height,
            letterSpacing:
              face === 'display' && page.letters === 'sans' && height === leading ? -size * 0.024 : 0,
            whiteSpace: 'pre',
          }}
        >
          {line}
        </div>
      ))}
    </div>
  );
}

/** The brand's rosette and name, at the same place on every slide. */
export function BrandLine({ page }: { readonly page: Page }) {
  const { canvas, palette, brief, isTall } = page;
  const size = isTall ? 46 : 40;
  const name = page.fit(
    brief.brand.name,
    { width: page.measure - 80, lines: 1, sizes: [isTall ? 27 : 23, 18] },
    'strong',
  );
  return (
    <div
      style={{
        position: 'absolute',
        top: isTall ? 84 : canvas.aspect === '1:1' ? 44 : 52,
        left: canvas.margin,
        display: 'flex',
        alignItems: 'center',
        gap: 14,
      }}
    >
      <Mark page={page} size={size} />
      <Lines page={page} setting={name} color={palette.text} />
    </div>
  );
}

export function Mark({ page, size }: { readonly page: Page; readonly size: number }) {
  const { accent, ground } = page.palette;
  return <Drawing svg={drawMark(accent, ground)} width={size} height={size} radius={size / 2} />;
}

/** A small line above something large, with a short rule before it. */
export function Eyebrow({
  page,
  text,
  width,
}: {
  readonly page: Page;
  readonly text: string;
  readonly width: number;
}) {
  const { palette, isTall } = page;
  const setting = page.fit(
    text,
    { width: width - 56, lines: 1, sizes: [isTall ? 30 : 26, 24, 21] },
    'strong',
  );
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 16 }}>
      <div style={{ width: 38, height: 3, borderRadius: 2, backgroundColor: palette.accent }} />
      <Lines page={page} setting={setting} color={palette.accent} />
    </div>
  );
}

/** A product's picture with round corners. */
export function Picture({ art, size }: { readonly art: ProductArt; readonly size: number }) {
  return <Drawing svg={drawProduct(art)} width={size} height={size} radius={size * 0.075} />;
}

/** What is free between the brand's line and the caption. */
export function Stage({
  page,
  style,
  children,
}: {
  readonly page: Page;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}) {
  const { width, height, margin, top, bottom } = page.canvas;
  return (
    <div style={{ display: 'flex', position: 'relative', width, height }}>
      <BrandLine page={page} />
      <div
        style={{
          position: 'absolute',
          left: margin,
          top,
          width: page.measure,
          height: height - top - bottom,
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'center',
          ...style,
        }}
      >
        {children}
      </div>
    </div>
  );
}
