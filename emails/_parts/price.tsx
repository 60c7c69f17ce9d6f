import type { CSSProperties } from 'react';
import type { MailPick } from '../../src/pitch/pitch.ts';
import type { Theme } from './theme.ts';

/**
 * Price, list price, saving. The last two may be empty, so each is alone in its element, and the gaps between them
 * are the same in every mail: the no-break space keeps the plain text the same too. Plain text strikes nothing through:
 * it has the hidden words, in which each price is named.
 */
export function Price({ item, theme, style }: PriceProps) {
  const { light } = theme;
  return (
    <p style={{ ...theme.body, ...style }}>
      <span style={HIDDEN}>{item.pricesInText}</span>
      <span data-skip-in-text="true">
        <b>{item.price}</b>
        {GAP}
        <s className="muted" style={{ color: light.muted }}>
          {item.listPrice}
        </s>
      </span>
      {GAP}
      <b className="link" style={{ color: light.link }}>
        {item.saving}
      </b>
    </p>
  );
}

interface PriceProps {
  readonly item: MailPick;
  readonly theme: Theme;
  readonly style?: CSSProperties;
}

const HIDDEN: CSSProperties & { readonly msoHide: 'all' } = { display: 'none', msoHide: 'all' };

const GAP = '\u00a0 ';
