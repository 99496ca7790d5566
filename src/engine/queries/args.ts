/** Arguments of queries come from scripts too: each is checked before it is used. */
import type { Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import { refuse } from '../deps';

export function checkSlot(sim: Simulation, slot: unknown): Slot {
  if (typeof slot === 'number' && Number.isInteger(slot) && slot >= 0 && slot < sim.slotCount) return slot;
  return refuse('query.slot', '/slot', `There is no client with number ${String(slot)}; there are ${sim.slotCount} places, counted from 0.`);
}

export function checkCount(value: unknown, name: string, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return Math.min(value, most);
  return refuse('query.number', `/${name}`, `"${name}" must be a whole number from 0 on.`);
}

export function checkText(value: unknown, name: string): string {
  if (typeof value === 'string') return value.slice(0, 1_000);
  return refuse('query.text', `/${name}`, `"${name}" must be text.`);
}
