import type { Scene } from '../brief.ts';
import type { Page } from './page.ts';
import { Block, Lines, Stage } from './parts.tsx';

/** Their numbers, the first by far the largest. */
export function Numbers({
  page,
  scene,
}: {
  readonly page: Page;
  readonly scene: Extract<Scene, { kind: 'numbers' }>;
}) {
  const { palette, isWide, isTall, measure } = page;
  const title = page.fit(
    scene.title,
    { width: measure, lines: 2, sizes: isWide ? [46, 40, 34] : [42, 36, 30] },
    'text',
  );
  const [first, ...others] = scene.facts;
  const firstWidth = isTall ? measure : measure * 0.42;
  const otherWidth = isTall ? measure : measure - firstWidth - 64;
  return (
    <Stage page={page} style={{ gap: isTall ? 56 : 40 }}>
      <Block order={0}>
        <Lines page={page} setting={title} color={palette.accent} />
      </Block>
      <div
        style={{
          display: 'flex',
          flexDirection: isTall ? 'column' : 'row',
          alignItems: isTall ? 'flex-start' : 'center',
          gap: isTall ? 48 : 64,
        }}
      >
        {first && (
          <Block order={1} style={{ width: firstWidth }}>
            <Lines
              page={page}
              setting={page.fit(
                first.value,
                {
                  width: firstWidth,
                  lines: 1,
                  sizes: isWide ? [250, 200, 150, 110] : isTall ? [300, 240, 180, 120] : [170, 140, 110, 80],
                },
                'display',
              )}
              color={palette.text}
              leading={0.98}
            />
            <Lines
              page={page}
              setting={page.fit(
                first.label,
                { width: firstWidth, lines: 2, sizes: isWide ? [38, 32] : isTall ? [40, 34] : [28, 24] },
                'text',
              )}
              color={palette.muted}
            />
          </Block>
        )}
        <div style={{ display: 'flex', flexDirection: 'column', gap: isTall ? 36 : 28, width: otherWidth }}>
          {others.map(({ label, value }, index) => (
            <Block
              key={label}
              order={index + 2}
              style={{ borderTop: `2px solid ${palette.line}`, paddingTop: isTall ? 30 : 22, gap: 6 }}
            >
              <Lines
                page={page}
                setting={page.fit(
                  label,
                  { width: otherWidth, lines: 1, sizes: isTall ? [30, 26] : isWide ? [28, 24] : [22, 19] },
                  'text',
                )}
                color={palette.muted}
              />
              <Lines
                page={page}
                setting={page.fit(
                  value,
                  {
                    width: otherWidth,
                    lines: 2,
                    sizes: isTall ? [72, 60, 50, 42] : isWide ? [68, 56, 46] : [46, 38, 32],
                  },
                  'display',
                )}
                color={palette.text}
                leading={1.08}
              />
            </Block>
          ))}
        </div>
      </div>
    </Stage>
  );
}
