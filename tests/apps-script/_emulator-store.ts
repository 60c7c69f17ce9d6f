/** What Google keeps between runs: plain data, so that a run can die anywhere and the next one finds the rest. */
export interface Kept {
  properties: Record<string, string>;
  cache: Record<string, { readonly value: string; readonly until: number }>;
  /** Milliseconds of each recipient that was taken, for the rolling day. */
  recipients: number[];
  isLocked: boolean;
}

export const emptyKept = (): Kept => ({ properties: {}, cache: {}, recipients: [], isLocked: false });

type Fail = (message: string) => never;

/** 9 KB a value, 500 KB a store. */
export function propertiesStub(kept: Kept, fail: Fail) {
  const store = {
    getProperty: (name: string) => kept.properties[name] ?? null,
    getProperties: () => ({ ...kept.properties }),
    setProperty(name: string, value: string) {
      store.setProperties({ [name]: value });
      return store;
    },
    setProperties(values: Record<string, string>) {
      const next = { ...kept.properties };
      for (const [name, value] of Object.entries(values)) {
        if (Buffer.byteLength(String(value)) > 9000) fail('Argument too large: value');
        next[name] = String(value);
      }
      if (storeBytes(next) > 500_000) {
        fail('You have exceeded the property storage quota. Please remove some properties and try again.');
      }
      kept.properties = next;
      return store;
    },
    deleteProperty(name: string) {
      delete kept.properties[name];
      return store;
    },
  };
  return { getScriptProperties: () => store };
}

export const storeBytes = (properties: Readonly<Record<string, string>>) =>
  Object.entries(properties).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );

/** 100 KB a value, 250 characters a key, 6 hours, 1,000 items: the oldest go first. */
export function cacheStub(kept: Kept, now: () => number, fail: Fail) {
  const cache = {
    get(key: string) {
      const entry = kept.cache[key];
      return entry && entry.until > now() ? entry.value : null;
    },
    put(key: string, value: string, seconds = 600) {
      if (key.length > 250) fail('Argument too large: key');
      if (Buffer.byteLength(value) > 100_000) fail('Argument too large: value');
      if (seconds > 21_600) fail('Invalid argument: expirationInSeconds');
      delete kept.cache[key];
      kept.cache[key] = { value, until: now() + seconds * 1000 };
      const keys = Object.keys(kept.cache);
      for (const old of keys.slice(0, Math.max(0, keys.length - 1000))) delete kept.cache[old];
    },
    remove(key: string) {
      delete kept.cache[key];
    },
  };
  return { getScriptCache: () => cache };
}

/** Held by another run: waits in vain, on the clock. */
export function lockStub(kept: Kept, wait: (ms: number) => void) {
  let isMine = false;
  const lock = {
    tryLock(ms: number) {
      if (kept.isLocked && !isMine) {
        wait(ms);
        return false;
      }
      isMine = true;
      return true;
    },
    hasLock: () => isMine,
    releaseLock() {
      isMine = false;
    },
  };
  return { getScriptLock: () => lock };
}
