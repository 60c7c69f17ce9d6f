interface MarkProps {
  readonly className: string;
  readonly color: string;
  readonly width: number;
  readonly height: number;
  readonly align?: 'center';
}

/** A small filled bar or square. A table, because Word gives other empty boxes no size. */
export function Mark({ className, color, width, height, align }: MarkProps) {
  return (
    <table
      role="presentation"
      align={align}
      cellPadding={0}
      cellSpacing={0}
      border={0}
      data-skip-in-text="true"
    >
      <tbody>
        <tr>
          <td
            width={width}
            height={height}
            className={className}
            style={{ backgroundColor: color, borderRadius: 3, fontSize: 0, lineHeight: `${height}px` }}
          >
            {'\u00a0'}
          </td>
        </tr>
      </tbody>
    </table>
  );
}
