import type { Segment } from '../../data/vocabulary.ts';
import { drawHero } from '../art/hero-art.ts';
import { mix } from '../art/oklch.ts';
import type { Scene } from '../brief.ts';
import type { Page } from './page.ts';
import { Block, BrandLine, Drawing, Eyebrow, Lines } from './parts.tsx';

/** The part of the hero's 1200 × 520 that is looked at through the window: its centre and how much of its height. */
const VIEWS: Readonly<Record<Segment, readonly [x: number, height: number]>> = {
  VIP: [600, 500],
  Returning: [596, 480],
  New: [590, 456],
  'At-Risk': [826, 470],
};

/** An arched window onto the segment's scene, which stands on the slide's lower edge. */
function HeroWindow({
  page,
  width,
  height,
}: {
  readonly page: Page;
  readonly width: number;
  readonly height: number;
}) {
  const { brief, palette } = page;
  const { segment, surface } = brief;
  const ground = mix(surface.ground, surface.accent, 0.09);
  const [centre, tall] = VIEWS[segment];
  const wide = (tall * width) / height;
  const r = width / 2;
  const hero = drawHero(segment, { ...surface, ground })
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '');
  const arch = `M0 ${height}V${r}A${r} ${r} 0 0 1 ${width} ${r}V${height}Z`;
  const rim = `M-14 ${height}V${r}A${r + 14} ${r + 14} 0 0 1 ${width + 14} ${r}V${height}`;
  const scale = height / tall;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 32}" height="${height + 16}" viewBox="-16 -16 ${width + 32} ${height + 16}">` +
    `<clipPath id="arch"><path d="${arch}"/></clipPath><g clip-path="url(#arch)"><path d="${arch}" fill="${ground}"/>` +
    `<g transform="scale(${scale}) translate(${wide / 2 - centre} ${tall - 520})">${hero}</g></g>` +
    `<path d="${rim}" fill="none" stroke="${palette.accent}" stroke-width="2.5" opacity="0.55"/></svg>`;
  return <Drawing svg={svg} width={width + 32} height={height + 16} />;
}

const windowOf = ({ isWide, isTall }: Page) =>
  isWide ? { width: 440, height: 592 } : isTall ? { width: 600, height: 640 } : { width: 288, height: 470 };

/** Where a play mark covers the window and no letters, as shares of width and height. */
export function markOn(page: Page): readonly [x: number, y: number] {
  const { width, height, margin } = page.canvas;
  const window = windowOf(page);
  const x = page.isTall ? width / 2 : width - margin * 0.9 - window.width / 2;
  return [x / width, (height - window.height * 0.48) / height];
}

/** Whose film it is: the name as large as it goes. */
export function Greeting({
  page,
  scene,
}: {
  readonly page: Page;
  readonly scene: Extract<Scene, { kind: 'greeting' }>;
}) {
  const { brief, canvas, palette, isWide, isTall } = page;
  const { margin, width, height, bottom } = canvas;
  const window = windowOf(page);
  const measure = isTall ? page.measure : width - window.width - 2.4 * margin;
  const hasName = brief.firstName !== '';
  const name = page.fit(
    brief.firstName,
    {
      width: measure,
      lines: 2,
      sizes: isWide
        ? [138, 116, 98, 84, 70, 58]
        : isTall
          ? [132, 112, 94, 80, 66, 54]
          : [92, 80, 68, 58, 50, 42],
    },
    'display',
  );
  const headline = page.fit(
    scene.headline,
    hasName
      ? { width: measure, lines: 3, sizes: isWide ? [44, 39, 34] : isTall ? [44, 39, 35] : [34, 30, 26] }
      : {
          width: measure,
          lines: 4,
          sizes: isWide ? [78, 66, 56, 46] : isTall ? [76, 66, 56, 46] : [50, 44, 38, 32],
        },
    hasName ? 'text' : 'display',
  );
  return (
    <div style={{ display: 'flex', position: 'relative', width, height }}>
      <Block
        order={3}
        isPicture
        style={{
          position: 'absolute',
          bottom: 0,
          ...(isTall ? { left: (width - window.width - 32) / 2 } : { right: margin * 0.9 - 16 }),
        }}
      >
        <HeroWindow page={page} {...window} />
      </Block>
      <BrandLine page={page} />
      <div
        style={{
          position: 'absolute',
          left: margin,
          top: isTall ? 186 : canvas.top,
          width: measure,
          height: isTall ? height - window.height - 186 - 60 : height - canvas.top - bottom,
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'center',
          gap: isWide ? 24 : 18,
        }}
      >
        <Block order={0}>
          <Eyebrow page={page} text={scene.eyebrow} width={measure} />
        </Block>
        {hasName && (
          <Block order={1}>
            <Lines page={page} setting={name} color={palette.text} leading={1.04} />
          </Block>
        )}
        <Block order={2}>
          <Lines
            page={page}
            setting={headline}
            color={hasName ? palette.muted : palette.text}
            leading={1.24}
          />
        </Block>
      </div>
    </div>
  );
}
