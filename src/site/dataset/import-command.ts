/** The command that stores files as the dataset, to be typed beside them. */
export function importCommand(names: readonly string[], needsMapping: boolean): string {
  const words = [...names.map(shellWord), ...(needsMapping ? ['--map', 'mapping.yaml'] : [])];
  return `npm run import -- ${words.join(' ')}`;
}

/** Quoted where a shell would take it apart; a name that begins like an option is told apart from one. */
function shellWord(name: string): string {
  const path = name.startsWith('-') ? `./${name}` : name;
  if (/^[\p{L}\p{M}\p{N}._/@+-]+$/u.test(path)) return path;
  // Double quotes are understood everywhere; only a shell's own marks in them are not.
  return /["$`\\!%]/.test(path) ? `'${path.replaceAll("'", String.raw`'\''`)}'` : `"${path}"`;
}
