/** What the page remembers about itself on this computer. Storage may be absent or full: every access is guarded. */
const PREFIX = 'chainscope/';

export function recall<T>(key: string, fallback: T, accepts: (value: unknown) => value is T): T {
  try {
    const text = globalThis.localStorage.getItem(PREFIX + key);
    if (text === null) return fallback;
    const value: unknown = JSON.parse(text);
    return accepts(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    globalThis.localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // Private windows and full disks: the page works on, it only forgets.
  }
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isOneOf =
  <T extends string>(...words: readonly T[]) =>
  (value: unknown): value is T =>
    words.includes(value as T);
