import type { Scene, ScenePick } from '../brief.ts';
import type { Page } from './page.ts';
import { Block, Lines, Picture, Stage } from './parts.tsx';

/** What else was chosen: beside its title where the slide is wide, below each other where it is tall. */
export function Picks({
  page,
  scene: { title, picks },
}: {
  readonly page: Page;
  readonly scene: Extract<Scene, { kind: 'picks' }>;
}) {
  const { palette, isWide, isTall, measure } = page;
  const gap = isWide ? 32 : 24;
  const across = isWide ? 814 : measure;
  const size = isTall
    ? 212
    : Math.min(isWide ? 330 : 250, (across - gap * (picks.length - 1)) / picks.length);
  const beside = measure - across - 40;
  const setting = isWide
    ? page.fit(title, { width: beside, lines: 4, sizes: [60, 52, 44, 38, 32] }, 'display')
    : page.fit(
        title,
        { width: measure, lines: 2, sizes: isTall ? [58, 50, 42, 36] : [40, 34, 28] },
        'display',
      );
  return (
    <Stage
      page={page}
      style={{
        flexDirection: isWide ? 'row' : 'column',
        alignItems: isWide ? 'center' : 'flex-start',
        justifyContent: isWide ? 'space-between' : 'center',
        gap: isWide ? 40 : isTall ? 44 : 26,
      }}
    >
      <Block order={0}>
        <Lines page={page} setting={setting} color={palette.text} leading={1.1} />
      </Block>
      <div style={{ display: 'flex', flexDirection: isTall ? 'column' : 'row', gap: isTall ? 32 : gap }}>
        {picks.map((pick, index) => (
          <Block key={pick.productId} order={index + 1}>
            <Card page={page} pick={pick} size={size} />
          </Block>
        ))}
      </div>
    </Stage>
  );
}

function Card({
  page,
  pick,
  size,
}: {
  readonly page: Page;
  readonly pick: ScenePick;
  readonly size: number;
}) {
  const { palette, isWide, isTall, measure } = page;
  const width = isTall ? measure - size - 32 : size;
  const name = page.fit(
    pick.name,
    { width, lines: isTall ? 3 : 2, sizes: isWide ? [26, 23, 20] : isTall ? [36, 31, 27] : [20, 18, 16] },
    'strong',
  );
  const price = page.fit(
    pick.price,
    { width, lines: 1, sizes: isWide ? [26, 20] : isTall ? [34, 26] : [20, 16] },
    'text',
  );
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: isTall ? 'row' : 'column',
        alignItems: isTall ? 'center' : 'flex-start',
        gap: isTall ? 32 : 14,
      }}
    >
      <Picture art={pick.art} size={size} />
      <div style={{ display: 'flex', flexDirection: 'column', width, gap: isTall ? 10 : 4 }}>
        <Lines page={page} setting={name} color={palette.text} leading={1.2} />
        <Lines page={page} setting={price} color={palette.accent} />
      </div>
    </div>
  );
}
