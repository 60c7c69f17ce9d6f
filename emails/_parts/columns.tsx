import type { CSSProperties, ReactNode } from 'react';

interface ColumnsProps {
  readonly children: ReactNode;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly dir?: 'ltr' | 'rtl';
}

/**
 * A layout table of one row; its children are `<td>`s. React Email's `Row` and `Column` say the same with 100 more
 * bytes for each cell, which a mail below Gmail's clipping size cannot spare.
 */
export function Columns({ children, ...table }: ColumnsProps) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0} {...table}>
      <tbody>
        <tr>{children}</tr>
      </tbody>
    </table>
  );
}
