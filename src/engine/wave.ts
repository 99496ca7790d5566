/** How far each client is with one question, by place, for the picture: one pass over the question's columns. */
import { ONLINE } from '../sim/state-bits';
import type { QuestionColumns } from '../sim/question-types';
import type { Simulation } from '../sim/types';
import type { Micros, Slot, World } from '../sim/world';
import { WAVE } from './frame';
import { LIMITS } from './limits';

/** Fills `wave` for every place. False when the question's columns are not (or no longer) kept. */
export function fillWave(sim: Simulation, number: number, wave: Uint8Array): boolean {
  const columns = sim.questionColumns(number);
  if (columns === null) return false;
  const moved = sim.slotCount > sim.world.clientCount;
  const act = sim.acts[number];
  const sensors = act?.do === 'ask' ? sensorTimes(sim.world) : null;
  const busy = fillFromTimes(sim, columns, sensors === null ? Infinity : sensors.most, moved ? null : sim.columns.state, wave);
  if (busy > 0) markDone(sim, number, columns, sensors, wave);
  if (moved) moveToPlaces(sim, wave);
  return true;
}

/**
 * By client. A time that is still to come has not happened yet; whoever has had it for as long as any sensor takes is done. Returns how many are
 * left that have it, of whom that is not sure. `state`: of the places, where they are those of the clients.
 */
function fillFromTimes(sim: Simulation, columns: QuestionColumns, sensor: Micros, state: Uint16Array | null, wave: Uint8Array): number {
  const { receivedAt, sentAt, heardAt } = columns;
  const { now } = sim;
  const { clientCount } = sim.world;
  const before = now - sensor;
  let busy = 0;
  for (let client = 0; client < clientCount; client++) {
    const received = receivedAt[client]!;
    if (received > now || (state !== null && (state[client]! & ONLINE) === 0)) wave[client] = WAVE.none;
    else if (sentAt[client]! > now) {
      if (received <= before) wave[client] = WAVE.done;
      else {
        wave[client] = WAVE.received;
        busy++;
      }
    } else wave[client] = heardAt[client]! <= now ? WAVE.heard : WAVE.sent;
  }
  return busy;
}

/** Of those that have it: whose own part is done. A sensor has run after its time; for the rest the simulation is asked, for so many at most. */
function markDone(sim: Simulation, number: number, { receivedAt }: QuestionColumns, sensors: SensorTimes | null, wave: Uint8Array): void {
  const act = sim.acts[number];
  const everybody = act?.do === 'ask' && act.target.kind === 'all';
  // Nobody is done before its sensor is, and all sensors take the same time.
  if (everybody && sensors?.own.size === 0) return;
  let looks = 0;
  for (let client = 0; client < sim.world.clientCount; client++) {
    if (wave[client] !== WAVE.received) continue;
    if (sensors !== null && receivedAt[client]! + sensorTimeOf(sensors, client) <= sim.now) wave[client] = WAVE.done;
    else if (!everybody && looks < LIMITS.waveLooks) {
      looks++;
      if (sim.questionAt(number, client)?.done === true) wave[client] = WAVE.done;
    }
  }
}

/** How long sensors take: those of clients that have a time of their own, that of all others, and the longest. */
export interface SensorTimes {
  readonly own: ReadonlyMap<Slot, Micros>;
  readonly usual: Micros;
  readonly most: Micros;
}

const known = new WeakMap<World, SensorTimes>();

export function sensorTimes(world: World): SensorTimes {
  const before = known.get(world);
  if (before !== undefined) return before;
  const own = new Map<Slot, Micros>();
  let most = world.settings.sensorTime;
  for (const [client, { sensorTime }] of world.exceptions) {
    if (sensorTime === undefined) continue;
    own.set(client, sensorTime);
    most = Math.max(most, sensorTime);
  }
  const times = { own, usual: world.settings.sensorTime, most };
  known.set(world, times);
  return times;
}

export function sensorTimeOf({ own, usual }: SensorTimes, client: Slot): Micros {
  return own.size === 0 ? usual : (own.get(client) ?? usual);
}

/** Somebody has moved: what belongs to a client is shown where it is now. The places it left are not online. */
function moveToPlaces(sim: Simulation, wave: Uint8Array): void {
  for (let slot = sim.world.clientCount; slot < sim.slotCount; slot++) wave[slot] = wave[sim.clientAt(slot)] ?? WAVE.none;
  const { state } = sim.columns;
  for (let slot = 0; slot < sim.slotCount; slot++) if ((state[slot]! & ONLINE) === 0) wave[slot] = WAVE.none;
}
