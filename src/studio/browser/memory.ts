/** A list of words that lasts as long as the tab; where that is not allowed, as long as the page. */
export function forgetful(name: string): {
  read(): readonly string[];
  write(words: readonly string[]): void;
} {
  let held: readonly string[] = [];
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(name) ?? '[]') as readonly string[];
      } catch {
        return held;
      }
    },
    write(words) {
      held = words;
      try {
        sessionStorage.setItem(name, JSON.stringify(words));
      } catch {
        // Kept above.
      }
    },
  };
}
