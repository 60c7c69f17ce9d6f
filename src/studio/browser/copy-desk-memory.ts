/** A draft that was not saved yet. */
export interface KeptDraft {
  readonly text: string;
  /** Of the text on disk that it was written from. */
  readonly digest: string;
}

/** Where somebody was in a file. */
export interface KeptPlace {
  readonly cursor: number;
  readonly scroll: number;
}

/** What outlives the page: another one is opened, then this one again. It lasts as long as the tab. */
export const memory = {
  draft: (name: string) => read<KeptDraft>(`copy draft ${name}`),
  keepDraft: (name: string, draft: KeptDraft | undefined) => write(`copy draft ${name}`, draft),
  place: (name: string) => read<KeptPlace>(`copy place ${name}`),
  keepPlace: (name: string, place: KeptPlace) => write(`copy place ${name}`, place),
};

function read<T>(key: string): T | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? 'null') as T | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: object | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A tab that may not keep anything still edits; leaving it asks first.
  }
}
