/**
 * What the script must not forget, in its properties: 9 KB a value, 500 KB in all. It is read once and written in one
 * call, so it may only be opened by whoever holds the script's lock.
 */
export interface Memory {
  get(name: string): string;
  /** Names that begin with `prefix`, in the order of the alphabet. */
  names(prefix: string): readonly string[];
  /** Takes effect with `save`. */
  set(name: string, value: string): void;
  drop(name: string): void;
  save(): void;
  /** Milliseconds since 1970; later than every earlier stamp, so that `pull` can go by it. */
  stamp(): number;
}

export function openMemory(): Memory {
  const properties = PropertiesService.getScriptProperties();
  const values = properties.getProperties();
  let changes: Record<string, string> = {};
  const gone = new Set<string>();
  const memory: Memory = {
    get: (name) => values[name] || '',
    names: (prefix) =>
      Object.keys(values)
        .filter((name) => name.startsWith(prefix))
        .sort(),
    set(name, value) {
      values[name] = value;
      changes[name] = value;
      gone.delete(name);
    },
    drop(name) {
      delete values[name];
      delete changes[name];
      gone.add(name);
    },
    save() {
      properties.setProperties(changes);
      for (const name of gone) properties.deleteProperty(name);
      changes = {};
      gone.clear();
    },
    stamp() {
      const now = Math.max(Date.now(), Number(memory.get('clock')) + 1);
      memory.set('clock', String(now));
      return now;
    },
  };
  return memory;
}
