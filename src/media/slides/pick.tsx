import type { Scene, ScenePick } from '../brief.ts';
import type { Page } from './page.ts';
import { Block, Eyebrow, Lines, Picture, Stage } from './parts.tsx';

/** One thing, large. */
export function Pick({
  page,
  scene: { pick },
}: {
  readonly page: Page;
  readonly scene: Extract<Scene, { kind: 'pick' }>;
}) {
  const { palette, isWide, isTall, measure } = page;
  const picture = isWide ? 456 : isTall ? 500 : 300;
  const width = isTall ? measure : measure - picture - (isWide ? 72 : 36);
  const name = page.fit(
    pick.name,
    {
      width,
      lines: 3,
      sizes: isWide ? [76, 66, 56, 48, 42] : isTall ? [72, 62, 54, 46, 40] : [44, 38, 33, 28],
    },
    'display',
  );
  return (
    <Stage
      page={page}
      style={
        isTall
          ? { gap: 36 }
          : {
              flexDirection: 'row',
              alignItems: 'center',
              justifyContent: 'flex-start',
              gap: isWide ? 72 : 36,
            }
      }
    >
      <Block order={0} isPicture style={isTall ? { alignSelf: 'center' } : {}}>
        <Picture art={pick.art} size={picture} />
      </Block>
      <div style={{ display: 'flex', flexDirection: 'column', width, gap: isWide ? 26 : isTall ? 22 : 16 }}>
        <Block order={1}>
          <Reason page={page} text={pick.reason} width={width} />
        </Block>
        <Block order={2}>
          <Lines page={page} setting={name} color={palette.text} leading={1.08} />
        </Block>
        <Block order={3}>
          <Price page={page} pick={pick} width={width} />
        </Block>
      </div>
    </Stage>
  );
}

/** Short reasons stand like an eyebrow, longer ones in two lines. */
function Reason({
  page,
  text,
  width,
}: {
  readonly page: Page;
  readonly text: string;
  readonly width: number;
}) {
  const size = page.canvas.aspect === '1:1' ? 21 : page.isTall ? 30 : 26;
  const oneLine = page.fit(text, { width: width - 56, lines: 1, sizes: [size] }, 'strong');
  if (!oneLine.lines.join('').endsWith('…')) return <Eyebrow page={page} text={text} width={width} />;
  const setting = page.fit(text, { width, lines: 2, sizes: [size, size - 4] }, 'strong');
  return <Lines page={page} setting={setting} color={page.palette.accent} leading={1.24} />;
}

function Price({
  page,
  pick,
  width,
}: {
  readonly page: Page;
  readonly pick: ScenePick;
  readonly width: number;
}) {
  const { palette, isWide, isTall } = page;
  const [large, small] = isWide ? [58, 30] : isTall ? [62, 32] : [38, 22];
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: isWide ? 22 : 16, width }}>
      <Lines
        page={page}
        setting={page.fit(pick.price, { width, lines: 1, sizes: [large, small] }, 'strong')}
        color={palette.text}
      />
      {pick.listPrice !== '' && (
        <div style={{ display: 'flex', position: 'relative' }}>
          <Lines
            page={page}
            setting={page.fit(pick.listPrice, { width, lines: 1, sizes: [small] }, 'text')}
            color={palette.muted}
          />
          <div
            style={{
              position: 'absolute',
              left: -3,
              right: -3,
              top: '52%',
              height: 2.5,
              backgroundColor: palette.muted,
            }}
          />
        </div>
      )}
      {pick.saving !== '' && (
        <div
          style={{
            display: 'flex',
            padding: isWide || isTall ? '9px 20px' : '6px 14px',
            borderRadius: 40,
            backgroundColor: palette.accent,
          }}
        >
          <Lines
            page={page}
            setting={page.fit(pick.saving, { width, lines: 1, sizes: [small - 4] }, 'strong')}
            color={palette.on_accent}
          />
        </div>
      )}
    </div>
  );
}
