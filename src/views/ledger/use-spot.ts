/** Which figure of the strip is pointed at or has the focus, and what keys and presses do there. */
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { TrafficClass } from '../../sim/types';
import { openTraffic } from '../../store/traffic-choice';
import { isClass } from './classes';
import type { Marks } from './LedgerRow';
import type { Spot } from './parts';
import type { StripPlace } from './strip';
import { useEscape } from './use-escape';

export const TIP_ID = 'ledger-parts';
const PLACES: readonly StripPlace[] = ['lan', 'wan', 'without'];
/** Long enough to reach the tip with the pointer. */
const LEAVE_MILLIS = 250;

export const cellId = ({ place, part }: Spot): string => `ledger-${place}-${part ?? 'total'}`;
const same = (a: Spot, b: Spot): boolean => a.place === b.place && a.part === b.part;

export interface Tip {
  readonly spot: Spot;
  /** CSS pixels from the window's left edge to what it is about. */
  readonly left: number;
}

export function useSpot(shown: readonly TrafficClass[], marks: Marks) {
  const [active, setActive] = useState<Spot>({ place: 'wan', part: null });
  const [tip, setTip] = useState<Tip | null>(null);
  const leaving = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const stay = (): void => clearTimeout(leaving.current);
  const leave = (): void => {
    stay();
    leaving.current = setTimeout(() => setTip(null), LEAVE_MILLIS);
  };
  useEffect(() => stay, []);
  useEscape(tip !== null, () => setTip(null));

  const cellsOf = (place: StripPlace): readonly Spot[] => {
    const marked = place === 'wan' ? (['remote', 'peers'] as const).filter((mark) => marks[mark] > 0) : [];
    return [null, ...shown, ...marked].map((part) => ({ place, part }));
  };
  // What was active may no longer be there, for instance after another scenario was opened.
  const reachable = cellsOf(active.place).some((spot) => same(spot, active)) ? active : { place: active.place, part: null };

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.key === 'Enter' || event.key === ' ' ? null : moved(reachable, event.key, cellsOf);
    if (target === undefined) return;
    if (target === null) showTraffic(reachable);
    else document.getElementById(cellId(target))?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const point = (event: PointerEvent | FocusEvent, element: Element | null): void => {
    const spot = spotAt(event.target);
    if (spot === null || element === null) return;
    stay();
    const box = element.getBoundingClientRect();
    const left = 'clientX' in event ? event.clientX : box.left;
    setTip((before) => (before !== null && same(before.spot, spot) ? before : { spot, left }));
  };
  const grid = {
    onKeyDown,
    onPointerOver: (event: PointerEvent) => event.pointerType === 'mouse' && point(event, event.currentTarget),
    onPointerLeave: leave,
    onFocus: (event: FocusEvent) => {
      const spot = spotAt(event.target);
      if (spot !== null) setActive(spot);
      point(event, event.target);
    },
    onBlur: leave,
    onClick: (event: MouseEvent) => {
      const spot = spotAt(event.target);
      if (spot !== null) showTraffic(spot);
    },
  };
  return { grid, tip, keepTip: { onPointerEnter: stay, onPointerLeave: leave }, isActive: (spot: Spot) => same(spot, reachable) };
}

function spotAt(target: EventTarget): Spot | null {
  if (!(target instanceof Element)) return null;
  const place = PLACES.find((one) => one === target.closest<HTMLElement>('[data-place]')?.dataset['place']);
  const part = target.closest<HTMLElement>('[data-part]')?.dataset['part'] ?? '';
  if (place === undefined) return null;
  return { place, part: part === 'remote' || part === 'peers' || isClass(part) ? part : null };
}

/** Where a key goes to from a cell; undefined = it goes nowhere. */
export function moved(from: Spot, key: string, cellsOf: (place: StripPlace) => readonly Spot[]): Spot | undefined {
  const cells = cellsOf(from.place);
  const at = cells.findIndex((spot) => same(spot, from));
  const clamp = (index: number, length: number): number => Math.max(0, Math.min(length - 1, index));
  const along = (index: number): Spot | undefined => cells[clamp(index, cells.length)];
  const across = (by: number): Spot | undefined => {
    const row = cellsOf(PLACES[clamp(PLACES.indexOf(from.place) + by, PLACES.length)] ?? from.place);
    return row[clamp(at, row.length)];
  };
  switch (key) {
    case 'ArrowRight':
      return along(at + 1);
    case 'ArrowLeft':
      return along(at - 1);
    case 'Home':
      return along(0);
    case 'End':
      return along(cells.length - 1);
    case 'ArrowDown':
      return across(1);
    case 'ArrowUp':
      return across(-1);
    default:
      return undefined;
  }
}

/** Remote clients are sites of their own; the rest is counted by class. */
export function showTraffic({ place, part }: Spot): void {
  openTraffic({ of: part === 'remote' ? 'site' : 'class', place: place === 'lan' ? 'lan' : 'wan', cls: part !== null && isClass(part) ? part : null });
}
