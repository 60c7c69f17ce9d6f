import { BargainHunter } from '../behaviors/bargain-hunter.tsx';
import { ImpulseBuyer } from '../behaviors/impulse-buyer.tsx';
import { Loyal } from '../behaviors/loyal.tsx';
import { Researcher } from '../behaviors/researcher.tsx';
import { Seasonal } from '../behaviors/seasonal.tsx';
import type { PartProps } from './layout.tsx';

const BLOCKS = {
  impulse_buyer: ImpulseBuyer,
  researcher: Researcher,
  bargain_hunter: BargainHunter,
  loyal: Loyal,
  seasonal: Seasonal,
} as const;

/** The block for this customer's buying behaviour. */
export function CallToAction(props: PartProps) {
  const Block = BLOCKS[props.theme.shape.behavior];
  return <Block {...props} />;
}
