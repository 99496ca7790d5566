/** Small words shared by sentences: who, which server, how long. */
import type { Simulation } from '../sim/types';
import type { Micros, Slot } from '../sim/world';

/** Longest sentence of an event or an act, in characters. */
export const MAX_SENTENCE = 200;

/** The client as people know it: its name, else its address. */
export function nameOf(sim: Simulation, slot: Slot): string {
  if (slot < 0 || slot >= sim.slotCount) return 'a client';
  const name = sim.world.exceptions.size === 0 ? undefined : sim.world.exceptions.get(sim.clientAt(slot))?.name;
  return name === undefined || name === '' ? sim.addressText(slot) : shorten(name, 40);
}

/** "Berlin's", "Headquarters'". */
export function whose(name: string): string {
  return name.endsWith('s') ? `${name}'` : `${name}'s`;
}

export function serverName(sim: Simulation, server: number): string {
  const spec = sim.world.servers[server];
  return spec === undefined ? 'its server' : `server ${spec.id}`;
}

export function siteNameOf(sim: Simulation, slot: Slot): string {
  const subnet = sim.world.subnets[sim.columns.subnetOf[slot] ?? -1];
  return sim.world.sites[subnet?.site ?? -1]?.name ?? '';
}

/** "3 s", "1.5 s", "20 ms", "2 h", "1 min 30 s". */
export function durationWords(t: Micros): string {
  if (t < 1_000) return `${t} µs`;
  if (t < 1_000_000) return `${trim(t / 1_000)} ms`;
  const seconds = t / 1_000_000;
  if (seconds < 60) return `${trim(seconds)} s`;
  if (seconds < 3_600) return pair(seconds, 60, 'min', 's');
  return pair(Math.round(seconds / 60), 60, 'h', 'min');
}

function pair(value: number, size: number, large: string, small: string): string {
  const whole = Math.floor(value / size);
  const rest = Math.round(value - whole * size);
  return rest === 0 ? `${whole} ${large}` : `${whole} ${large} ${rest} ${small}`;
}

function trim(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function shorten(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1)}…`;
}

export function plural(many: number, one: string, more = `${one}s`): string {
  return `${grouped(many)} ${many === 1 ? one : more}`;
}

/** "8,633". */
export function grouped(many: number): string {
  return many.toLocaleString('en-US');
}

/** "a", "a and b", "a, b and 3 more". */
export function listWords(items: readonly string[]): string {
  const [a, b] = items;
  if (a === undefined) return 'nobody';
  if (b === undefined) return a;
  return items.length === 2 ? `${a} and ${b}` : `${a}, ${b} and ${items.length - 2} more`;
}
