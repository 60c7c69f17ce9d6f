/**
 * An e-mail address with enough left to recognise one's own and too little to write to: `as•••@e•••.com`.
 */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const dot = address.lastIndexOf('.');
  return `${head(address.slice(0, at), 2)}@${head(address.slice(at + 1, dot), 1)}${address.slice(dot)}`;
}

function head(text: string, count: number): string {
  return `${[...text].slice(0, Math.min(count, [...text].length - 1)).join('')}•••`;
}
