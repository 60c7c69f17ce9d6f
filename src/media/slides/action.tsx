import type { Scene } from '../brief.ts';
import type { Page } from './page.ts';
import { Block, Lines, Mark } from './parts.tsx';

/** The last word: the brand, what it is, and where to go. */
export function Action({
  page,
  scene,
}: {
  readonly page: Page;
  readonly scene: Extract<Scene, { kind: 'action' }>;
}) {
  const { brief, canvas, palette, isWide, isTall, measure } = page;
  const isSquare = !isWide && !isTall;
  const name = page.fit(
    brief.brand.name,
    { width: measure, lines: 1, sizes: isSquare ? [64, 54, 44, 34] : [96, 80, 64, 50, 40] },
    'display',
  );
  const line = page.fit(
    scene.line,
    {
      width: Math.min(measure, 860),
      lines: 3,
      sizes: isSquare ? [26, 23] : isTall ? [36, 32, 28] : [34, 30, 26],
    },
    'text',
  );
  const label = page.fit(
    scene.label,
    {
      width: measure - 120,
      lines: 1,
      sizes: isSquare ? [27, 23, 20] : isTall ? [36, 32, 28, 24] : [34, 30, 26],
    },
    'strong',
  );
  const host = page.fit(
    brief.brand.host,
    { width: measure, lines: 1, sizes: isSquare ? [22, 18] : isTall ? [30, 25] : [26, 22] },
    'text',
  );
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        width: canvas.width,
        height: canvas.height - canvas.bottom + (isSquare ? 10 : 0),
        paddingTop: isTall ? 120 : 40,
      }}
    >
      <Block order={0} style={{ alignItems: 'center', gap: isTall ? 28 : isSquare ? 14 : 18 }}>
        <Mark page={page} size={isTall ? 160 : isSquare ? 88 : 116} />
        <Lines page={page} setting={name} color={palette.text} leading={1.1} align="center" />
      </Block>
      <Block order={1} style={{ marginTop: isTall ? 28 : 14 }}>
        <Lines page={page} setting={line} color={palette.muted} leading={1.3} align="center" />
      </Block>
      <Block
        order={2}
        style={{ marginTop: isTall ? 72 : isSquare ? 30 : 40, alignItems: 'center', gap: isTall ? 28 : 18 }}
      >
        <div
          style={{
            display: 'flex',
            padding: isSquare ? '15px 34px' : isTall ? '26px 52px' : '20px 48px',
            borderRadius: 60,
            backgroundColor: palette.accent,
          }}
        >
          <Lines page={page} setting={label} color={palette.on_accent} />
        </div>
        <Lines page={page} setting={host} color={palette.muted} align="center" />
      </Block>
    </div>
  );
}
