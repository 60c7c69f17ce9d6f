import { PitchwrightError } from '../../errors.ts';
import { fill } from './pencil.ts';
import * as decor from './shapes/decor.ts';
import * as desk from './shapes/desk.ts';
import * as garden from './shapes/garden.ts';
import * as light from './shapes/light.ts';
import * as pantry from './shapes/pantry.ts';
import * as tableware from './shapes/tableware.ts';
import * as tech from './shapes/tech.ts';
import * as textiles from './shapes/textiles.ts';
import * as wellness from './shapes/wellness.ts';
import * as wrapping from './shapes/wrapping.ts';
import { type Colors, colorsOf } from './tones.ts';

const { wateringCan, ...gardenRest } = garden;

const DRAWINGS: ReadonlyMap<string, (colors: Colors) => string> = new Map(
  Object.entries({
    ...tableware,
    ...pantry,
    ...light,
    ...decor,
    ...textiles,
    ...gardenRest,
    'watering-can': wateringCan,
    ...wellness,
    ...tech,
    ...desk,
    ...wrapping,
  }),
);

/** What `art.shape` of a product may say. */
export const ART_SHAPES: readonly string[] = [...DRAWINGS.keys()];

export interface ProductArt {
  readonly shape: string;
  /** `#rrggbb`: the thing itself, and faintly the room around it. */
  readonly color: string;
  /** `#rrggbb`: its second material, such as a lid, a handle or leaves. */
  readonly accent: string;
}

/** Where the wall meets the top; things that lie flat need more of the top. */
const HORIZON = 366;
const LOW_HORIZON = 268;
const LYING: readonly string[] = ['rug', 'mat'];

function room({ wall, niche, top }: Colors, horizon: number): string {
  return (
    fill('M0 0H480V480H0Z', wall) +
    fill(`M84 ${horizon}V214A156 156 0 0 1 396 214V${horizon}Z`, niche) +
    fill(`M0 ${horizon}H480V480H0Z`, top)
  );
}

/** The picture of a product as an SVG of 480 × 480. */
export function drawProduct({ shape, color, accent }: ProductArt): string {
  const draw = DRAWINGS.get(shape);
  if (!draw) {
    throw new PitchwrightError('ART_UNKNOWN_SHAPE', `there is no drawing of "${shape}"`, {
      hint: `use one of ${ART_SHAPES.join(', ')}`,
    });
  }
  const colors = colorsOf(color, accent);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="0 0 480 480">${room(colors, LYING.includes(shape) ? LOW_HORIZON : HORIZON)}${draw(colors)}</svg>`;
}
