import type { Page } from './page.ts';
import { Lines } from './parts.tsx';

/** What is said, in a bar at the foot. */
export function Caption({ page, text }: { readonly page: Page; readonly text: string }) {
  const { canvas, palette, isWide, isTall, measure } = page;
  const setting = page.fit(
    text,
    {
      width: Math.min(measure, 980) - 64,
      lines: 2,
      sizes: isWide ? [29, 26, 23] : isTall ? [34, 30, 27] : [25, 22, 19],
    },
    'text',
  );
  return (
    <div
      style={{
        display: 'flex',
        justifyContent: 'center',
        alignItems: 'flex-end',
        width: canvas.width,
        height: canvas.height - (isTall ? 96 : isWide ? 40 : 32),
      }}
    >
      {text !== '' && (
        <div
          style={{
            display: 'flex',
            padding: isTall ? '16px 34px' : isWide ? '12px 30px' : '9px 24px',
            borderRadius: 18,
            backgroundColor: palette.caption,
          }}
        >
          <Lines page={page} setting={setting} color={palette.onCaption} leading={1.26} align="center" />
        </div>
      )}
    </div>
  );
}
