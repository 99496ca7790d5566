/** Rows of a long grid of which only those in view exist: one of them is active, keys move it, and the row under the pointer is found without listeners of its own. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useState, type KeyboardEvent, type RefObject, type SyntheticEvent } from 'react';

const ROW_HEIGHT = 28;
const OVERSCAN = 12;

/** `id` begins the ids of the rows: `${id}-${index}`. */
export function useRowGrid(scroller: RefObject<HTMLDivElement | null>, id: string, count: number) {
  const [active, setActive] = useState(0);
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: OVERSCAN });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const activeRow = Math.min(active, Math.max(0, count - 1));
  /** Moves the active row by arrows, Page Up and Down, Home and End. False: another key. */
  const moveBy = (key: string): boolean => {
    const page = Math.max(1, last - first - OVERSCAN);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: activeRow + 1,
      ArrowUp: activeRow - 1,
      PageDown: activeRow + page,
      PageUp: activeRow - page,
      Home: 0,
      End: count - 1,
    };
    const to = moves[key];
    if (to === undefined) return false;
    const next = Math.max(0, Math.min(count - 1, to));
    setActive(next);
    virtual.scrollToIndex(next);
    return true;
  };
  return {
    items,
    first,
    last,
    height: virtual.getTotalSize(),
    activeRow,
    setActive,
    activeId: items.some(({ index }) => index === activeRow) ? `${id}-${activeRow}` : undefined,
    /** `other`: what keys besides those that move do; true = done. */
    onKeyDown: (event: KeyboardEvent, other: (event: KeyboardEvent) => boolean): void => {
      if (!moveBy(event.key) && !other(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

/** Index of the row under the pointer, −1 = none. */
export function rowIndexAt(event: SyntheticEvent): number {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
  return Number(element?.dataset['index'] ?? -1);
}
