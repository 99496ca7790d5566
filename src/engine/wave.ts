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
  const busy = fillFromTimes(sim, columns, wave);
  if (busy > 0) markDone(sim, number, columns, wave);
  if (sim.slotCount > sim.world.clientCount) moveToPlaces(sim, wave);
  const { state } = sim.columns;
  for (let slot = 0; slot < sim.slotCount; slot++) if ((state[slot]! & ONLINE) === 0) wave[slot] = WAVE.none;
  return true;
}

/** By client. A time that is still to come has not happened yet. Returns how many have it and have not passed their answer on. */
function fillFromTimes(sim: Simulation, columns: QuestionColumns, wave: Uint8Array): number {
  const { receivedAt, sentAt, heardAt } = columns;
  const { now } = sim;
  const { clientCount } = sim.world;
  let busy = 0;
  for (let client = 0; client < clientCount; client++) {
    if (heardAt[client]! <= now) wave[client] = WAVE.heard;
    else if (!(receivedAt[client]! <= now)) wave[client] = WAVE.none;
    else if (sentAt[client]! <= now) wave[client] = WAVE.sent;
    else {
      wave[client] = WAVE.received;
      busy++;
    }
  }
  return busy;
}

/** Of those that have it: whose own part is done. A sensor has run after its time; for the rest the simulation is asked, for so many at most. */
function markDone(sim: Simulation, number: number, { receivedAt }: QuestionColumns, wave: Uint8Array): void {
  const act = sim.acts[number];
  const sensors = act?.do === 'ask' ? sensorTimes(sim.world) : null;
  const everybody = act?.do === 'ask' && act.target.kind === 'all';
  let looks = 0;
  for (let client = 0; client < sim.world.clientCount; client++) {
    if (wave[client] !== WAVE.received) continue;
    if (sensors !== null && receivedAt[client]! + sensors(client) <= sim.now) wave[client] = WAVE.done;
    else if (!everybody && looks < LIMITS.waveLooks) {
      looks++;
      if (sim.questionAt(number, client)?.done === true) wave[client] = WAVE.done;
    }
  }
}

const ownSensorTimes = new WeakMap<World, ReadonlyMap<Slot, Micros>>();

/** How long each client's sensor takes. */
export function sensorTimes(world: World): (client: Slot) => Micros {
  let own = ownSensorTimes.get(world);
  if (own === undefined) {
    const found = new Map<Slot, Micros>();
    for (const [client, { sensorTime }] of world.exceptions) if (sensorTime !== undefined) found.set(client, sensorTime);
    own = found;
    ownSensorTimes.set(world, own);
  }
  const { sensorTime } = world.settings;
  const times = own;
  return times.size === 0 ? () => sensorTime : (client) => times.get(client) ?? sensorTime;
}

/** Somebody has moved: what belongs to a client is shown where it is now. The places it left are not online. */
function moveToPlaces(sim: Simulation, wave: Uint8Array): void {
  for (let slot = sim.world.clientCount; slot < sim.slotCount; slot++) wave[slot] = wave[sim.clientAt(slot)] ?? WAVE.none;
}
