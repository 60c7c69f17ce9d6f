import type { Brand, Surface } from '../../copy/brand.ts';
import { SEGMENTS } from '../../data/vocabulary.ts';
import { rasterize } from '../../media/art/raster.ts';
import { fontFamily } from '../../media/slides/fonts.ts';
import { emojiOf, legible } from '../../media/slides/letters.ts';
import { setPage } from '../../media/slides/paint.ts';
import { SOCIAL_IMAGE, SOCIAL_WORDS } from './social-words.ts';

/** The picture for links to the site, as PNG: the brand, and a fan of mails in the colours of its segments. */
export async function socialImage(brand: Brand): Promise<Uint8Array> {
  const name = legible(brand.name).text;
  const { svg } = await setPage(<Picture name={name} brand={brand} />, SOCIAL_IMAGE, emojiOf([name]));
  return rasterize(svg, SOCIAL_IMAGE);
}

const INK = '#1b1c1f';
const MUTED = '#5d6068';

function Picture({ name, brand }: { readonly name: string; readonly brand: Brand }) {
  const sans = fontFamily('sans', 'text');
  return (
    <div
      style={{
        display: 'flex',
        position: 'relative',
        width: '100%',
        height: '100%',
        overflow: 'hidden',
        backgroundColor: '#faf9f7',
        fontFamily: sans,
      }}
    >
      <div
        style={{
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'space-between',
          width: 700,
          padding: '72px 0 72px 80px',
        }}
      >
        <div style={{ display: 'flex', alignItems: 'center', color: '#3a4fd0', fontSize: 30 }}>
          <Envelope />
          <div style={{ marginLeft: 18, color: INK, fontFamily: fontFamily('sans', 'strong') }}>
            Pitchwright
          </div>
        </div>
        <div style={{ display: 'flex', flexDirection: 'column' }}>
          <div style={{ color: MUTED, fontSize: 34, maxWidth: 580 }}>{name}</div>
          <div
            style={{
              marginTop: 14,
              color: INK,
              fontFamily: fontFamily('sans', 'display'),
              fontSize: 76,
              lineHeight: 1.08,
              letterSpacing: -2.6,
            }}
          >
            {SOCIAL_WORDS}
          </div>
        </div>
        <div style={{ display: 'flex', color: MUTED, fontSize: 26 }}>Shown before it goes, sent as shown</div>
      </div>
      {SEGMENTS.toReversed().map((segment, index) => (
        <Mail key={segment} colors={brand.colors.segments[segment]} place={index} />
      ))}
    </div>
  );
}

function Envelope() {
  return (
    <svg width="44" height="44" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <rect x="1" y="3.5" width="18" height="13" rx="3" stroke="#3a4fd0" strokeWidth="1.8" />
      <path d="m2 6 6.7 5a2.2 2.2 0 0 0 2.6 0L18 6" stroke="#3a4fd0" strokeWidth="1.8" />
    </svg>
  );
}

/** One mail of the fan, from the back to the front. */
function Mail({ colors, place }: { readonly colors: Surface; readonly place: number }) {
  const line = (width: number, top: number) => (
    <div style={{ width, height: 12, marginTop: top, borderRadius: 6, backgroundColor: '#e5e2dc' }} />
  );
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        position: 'absolute',
        left: 900 - place * 44,
        top: 76 + place * 42,
        width: 300,
        height: 400,
        borderRadius: 20,
        border: '1px solid #e5e2dc',
        backgroundColor: '#ffffff',
        boxShadow: '0 12px 40px rgba(27, 28, 31, 0.14)',
        overflow: 'hidden',
      }}
    >
      <div style={{ display: 'flex', height: 150, backgroundColor: colors.ground }} />
      <div style={{ display: 'flex', flexDirection: 'column', padding: 28 }}>
        {line(190, 0)}
        {line(236, 18)}
        {line(150, 18)}
        <div
          style={{ width: 120, height: 40, marginTop: 34, borderRadius: 10, backgroundColor: colors.accent }}
        />
      </div>
    </div>
  );
}
