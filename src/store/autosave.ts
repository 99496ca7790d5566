/** Saves the open work in this browser (IndexedDB) and finds it again. Storage that fails is said once and never stops the page. */
import { del, get, set } from 'idb-keyval';
import type { LinkContent } from './permalink';

const KEY = 'chainscope/last';

export interface Saved {
  readonly format: 1;
  readonly content: LinkContent;
  /** Whether there is something in it that opening the page afresh would lose. */
  readonly work: boolean;
  readonly fragment: string | null;
}

export async function saveWork(saved: Saved): Promise<boolean> {
  try {
    await set(KEY, saved);
    return true;
  } catch {
    return false;
  }
}
export async function loadWork(): Promise<Saved | null> {
  try {
    const value: unknown = await get(KEY);
    return typeof value === 'object' && value !== null && 'format' in value && value.format === 1 ? (value as Saved) : null;
  } catch {
    return null;
  }
}
export async function forgetWork(): Promise<void> {
  try {
    await del(KEY);
  } catch {
    // Nothing was kept, then.
  }
}
