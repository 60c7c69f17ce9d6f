/** What stands before the columns of the file itself in a file of rejected rows. */
export const REJECTED_FRONT = ['row', 'line', 'field', 'reason'] as const;

/** Whether a file is one of rejected rows, which somebody corrected. */
export function isRejectedFile(headers: readonly string[]): boolean {
  return REJECTED_FRONT.every((name, at) => headers[at] === name);
}
