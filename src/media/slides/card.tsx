import type { Page } from './page.ts';
import { Block, BrandLine, Eyebrow, Lines, Picture } from './parts.tsx';

/** A picture for one customer: the greeting, and the first thing that was chosen. */
export function Card({ page }: { readonly page: Page }) {
  const { brief, canvas, palette, isWide, isTall, measure } = page;
  const { width, height, margin } = canvas;
  const greeting = brief.scenes.find((scene) => scene.kind === 'greeting');
  const first = brief.scenes.find((scene) => scene.kind === 'pick')?.pick;
  const picture = isWide ? 470 : isTall ? 560 : 300;
  const isBeside = first !== undefined && !isTall;
  const text = isBeside ? measure - picture - (isWide ? 64 : 36) : measure;
  const name = page.fit(
    brief.firstName,
    {
      width: text,
      lines: 2,
      sizes: isWide ? [104, 88, 74, 62, 50] : isTall ? [120, 100, 84, 70, 56] : [68, 58, 50, 42, 36],
    },
    'display',
  );
  const headline = page.fit(
    greeting?.headline ?? brief.brand.tagline,
    { width: text, lines: 3, sizes: isWide ? [40, 35, 30] : isTall ? [42, 37, 32] : [29, 26, 23] },
    'text',
  );
  return (
    <div style={{ display: 'flex', position: 'relative', width, height }}>
      <BrandLine page={page} />
      <div
        style={{
          position: 'absolute',
          left: margin,
          top: isTall ? 170 : 104,
          width: measure,
          height: height - (isTall ? 260 : 156),
          display: 'flex',
          flexDirection: isTall ? 'column' : 'row',
          alignItems: isTall ? 'flex-start' : 'center',
          justifyContent: isTall ? 'space-evenly' : 'space-between',
        }}
      >
        <div
          style={{ display: 'flex', flexDirection: 'column', gap: isTall || isWide ? 22 : 16, width: text }}
        >
          {greeting && (
            <Block order={0}>
              <Eyebrow page={page} text={greeting.eyebrow} width={text} />
            </Block>
          )}
          {brief.firstName !== '' && <Lines page={page} setting={name} color={palette.text} leading={1.06} />}
          <Lines page={page} setting={headline} color={palette.muted} leading={1.24} />
        </div>
        {first && (
          <div
            style={{
              display: 'flex',
              flexDirection: 'column',
              gap: 16,
              width: picture,
              alignSelf: isTall ? 'center' : 'auto',
            }}
          >
            <Picture art={first.art} size={picture} />
            <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-start' }}>
              <Lines
                page={page}
                setting={page.fit(
                  first.name,
                  {
                    width: picture * 0.72,
                    lines: 2,
                    sizes: isTall ? [32, 28] : isWide ? [27, 24] : [19, 17],
                  },
                  'strong',
                )}
                color={palette.text}
                leading={1.2}
              />
              <Lines
                page={page}
                setting={page.fit(
                  first.price,
                  {
                    width: picture * 0.26,
                    lines: 1,
                    sizes: isTall ? [32, 26, 20] : isWide ? [27, 22, 18] : [19, 16, 13],
                  },
                  'strong',
                )}
                color={palette.accent}
              />
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
