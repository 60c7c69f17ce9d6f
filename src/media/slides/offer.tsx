import type { Scene, SceneRow } from '../brief.ts';
import type { Page } from './page.ts';
import { Block, Lines, Mark, Stage } from './parts.tsx';

/** The block with the button of the mail: a title, its rows, and the terms in small. */
export function Offer({
  page,
  scene,
}: {
  readonly page: Page;
  readonly scene: Extract<Scene, { kind: 'offer' }>;
}) {
  const { palette, isWide, isTall, measure } = page;
  const hasRows = scene.rows.length > 0;
  const width = hasRows || !isWide ? measure : measure * 0.8;
  const title = page.fit(
    scene.title,
    {
      width,
      lines: hasRows ? 2 : 3,
      sizes: hasRows
        ? isWide
          ? [54, 46, 40, 34]
          : isTall
            ? [58, 50, 42, 36]
            : [36, 32, 28]
        : isWide
          ? [92, 78, 66, 54]
          : isTall
            ? [88, 74, 62, 50]
            : [60, 50, 42, 36],
    },
    'display',
  );
  const note = page.fit(
    scene.note,
    {
      width,
      lines: isTall ? 4 : 2,
      sizes: hasRows
        ? isTall
          ? [28, 25]
          : isWide
            ? [24, 21]
            : [18, 16]
        : isTall
          ? [34, 30]
          : isWide
            ? [32, 28]
            : [22, 20],
    },
    'text',
  );
  return (
    <Stage page={page} style={{ gap: hasRows ? (isTall ? 44 : isWide ? 26 : 18) : isTall ? 40 : 32 }}>
      {!hasRows && (
        <Block order={0}>
          <Mark page={page} size={isWide || isTall ? 92 : 64} />
        </Block>
      )}
      <Block order={hasRows ? 0 : 1}>
        <Lines page={page} setting={title} color={palette.text} leading={1.1} />
      </Block>
      {hasRows && (
        <div style={{ display: 'flex', flexDirection: 'column', width: measure }}>
          {scene.rows.map((row, index) => (
            <Block
              key={`${row.label} ${row.note}`}
              order={index + 1}
              style={{ borderTop: `2px solid ${palette.line}` }}
            >
              <Row page={page} row={row} />
            </Block>
          ))}
        </div>
      )}
      <Block order={scene.rows.length + 2}>
        <Lines page={page} setting={note} color={palette.muted} leading={1.3} />
      </Block>
    </Stage>
  );
}

function Row({ page, row }: { readonly page: Page; readonly row: SceneRow }) {
  const { palette, isWide, isTall, measure } = page;
  const [large, small] = isTall ? [36, 26] : isWide ? [32, 22] : [24, 17];
  const right = measure * (isTall ? 0.28 : 0.24);
  const left = measure - right - 24;
  const value = page.fit(
    row.value,
    { width: right, lines: 1, sizes: [large + 2, large - 4, small] },
    'strong',
  );
  return (
    <div
      style={{
        display: 'flex',
        justifyContent: 'space-between',
        alignItems: 'center',
        padding: isTall ? '26px 0' : isWide ? '13px 0' : '8px 0',
      }}
    >
      <div style={{ display: 'flex', flexDirection: 'column', width: left, gap: 2 }}>
        <Lines
          page={page}
          setting={page.fit(
            row.label,
            { width: left, lines: isTall ? 2 : 1, sizes: [large, large - 4, large - 8] },
            'strong',
          )}
          color={palette.text}
        />
        {row.note !== '' && (
          <Lines
            page={page}
            setting={page.fit(
              row.note,
              { width: left, lines: isTall ? 2 : 1, sizes: [small, small - 3] },
              'text',
            )}
            color={palette.muted}
            leading={1.24}
          />
        )}
      </div>
      <Lines page={page} setting={value} color={palette.accent} />
    </div>
  );
}
