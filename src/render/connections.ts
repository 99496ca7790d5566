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
  };
  for (const stretch of layout.stretches) {
    const box = layout.boxes[stretch.box]!;
    const { leaders, online } = countStretch(stretch, state, slotCount);
    counts.perBus[box.bus]! += leaders;
    counts.perCard[box.card]! += leaders;
    counts.online[box.card]! += online;
    if (stretch.server < 0 || stretch.server >= serverCount) continue;
    counts.perTrunk[box.card * serverCount + stretch.server]! += leaders;
    counts.perServer[stretch.server]! += leaders;
  }
  return counts;
}

function countStretch(stretch: Stretch, state: Uint16Array, slotCount: number): { leaders: number; online: number } {
  let leaders = 0;
  let online = 0;
  const { slots } = stretch;
  for (let k = 0; k < slots.length; k++) {
    const slot = slots[k]!;
    if (slot >= slotCount) continue;
    const bits = state[slot]!;
    if ((bits & ONLINE) !== 0) online++;
    if ((bits & FORWARD_LEADER) !== 0) leaders++;
    if ((bits & BACKWARD_LEADER) !== 0) leaders++;
  }
  return { leaders, online };
}

/**
 * World px per connection: one linear scale for the whole picture, from the size of the fleet and never from the busiest
 * line, so that a line twice as wide is twice as many connections.
 */
export function widthPerConnection(clients: number): number {
  return Math.min(0.9, 54 / Math.max(1, clients));
}
export const WIDEST_LINE = 10;

export function lineWidth(connections: number, clients: number): number {
  return connections === 0 ? 0 : Math.min(WIDEST_LINE, Math.max(1, connections * widthPerConnection(clients)));
}
