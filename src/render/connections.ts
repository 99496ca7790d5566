/** How many connections run to the servers, by bus, card and server: exact sums over the clients (FLs + BLs). */
import type { Layout, Stretch } from '../layout/types';
import { BACKWARD_LEADER, FORWARD_LEADER, ONLINE } from '../sim/state-bits';

export interface Connections {
  readonly perBus: Float64Array;
  readonly perCard: Float64Array;
  /** Clients online, per card. */
  readonly online: Float64Array;
  /** Card × servers + server. */
  readonly perTrunk: Float64Array;
  readonly perServer: Float64Array;
  readonly serverCount: number;
  /** Clients whose chain uses a trunk or a bus, online or not: such a line is there without connections, too. */
  readonly clientsPerTrunk: Float64Array;
  readonly clientsPerBus: Float64Array;
}

export function countConnections(layout: Layout, state: Uint16Array, slotCount: number): Connections {
  const serverCount = layout.servers.length;
  const counts: Connections = {
    perBus: new Float64Array(layout.buses.length),
    perCard: new Float64Array(layout.cards.length),
    online: new Float64Array(layout.cards.length),
    perTrunk: new Float64Array(layout.cards.length * serverCount),
    perServer: new Float64Array(serverCount),
    serverCount,
    clientsPerTrunk: new Float64Array(layout.cards.length * serverCount),
    clientsPerBus: new Float64Array(layout.buses.length),
  };
  for (const stretch of layout.stretches) {
    const box = layout.boxes[stretch.box]!;
    const { leaders, online } = countStretch(stretch, state, slotCount);
    counts.perBus[box.bus]! += leaders;
    counts.perCard[box.card]! += leaders;
    counts.online[box.card]! += online;
    counts.clientsPerBus[box.bus]! += stretch.slots.length;
    if (stretch.servers) addByClient(counts, stretch, stretch.servers, box.card, state, slotCount);
    else addTo(counts, box.card, stretch.server, leaders, stretch.slots.length);
  }
  return counts;
}

function addTo(counts: Connections, card: number, server: number, leaders: number, clients: number): void {
  if (server < 0 || server >= counts.serverCount) return;
  counts.clientsPerTrunk[card * counts.serverCount + server]! += clients;
  counts.perTrunk[card * counts.serverCount + server]! += leaders;
  counts.perServer[server]! += leaders;
}

function addByClient(counts: Connections, { slots }: Stretch, servers: Int32Array, card: number, state: Uint16Array, slotCount: number): void {
  for (let k = 0; k < slots.length; k++) if (slots[k]! < slotCount) addTo(counts, card, servers[k]!, leadersOf(state[slots[k]!]!), 1);
}

const leadersOf = (bits: number): number => ((bits & FORWARD_LEADER) === 0 ? 0 : 1) + ((bits & BACKWARD_LEADER) === 0 ? 0 : 1);

function countStretch(stretch: Stretch, state: Uint16Array, slotCount: number): { leaders: number; online: number } {
  let leaders = 0;
  let online = 0;
  const { slots } = stretch;
  for (let k = 0; k < slots.length; k++) {
    const slot = slots[k]!;
    if (slot >= slotCount) continue;
    const bits = state[slot]!;
    if ((bits & ONLINE) !== 0) online++;
    leaders += leadersOf(bits);
  }
  return { leaders, online };
}

/**
 * What the widest line holds once chains stand: two connections a chain, two for each client that peers with nobody. It depends on where clients
 * are and not on how busy a line happens to be, so that a scale that holds it stays while chains come and go.
 */
export function settledConnections(layout: Layout): number {
  const perLine = new Float64Array(layout.cards.length);
  const top = layout.cards[0]?.y ?? 0;
  // Cards of a lower row share one line.
  const lineOf = layout.cards.map((card, index) => (card.y === top ? index : layout.cards.findIndex((other) => other.y === card.y)));
  for (const stretch of layout.stretches) perLine[lineOf[layout.boxes[stretch.box]!.card]!]! += stretch.alone ? 2 * stretch.slots.length : 2;
  return perLine.reduce((high, connections) => Math.max(high, connections), 1);
}
