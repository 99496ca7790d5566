/** The rows of the diagram: subnets as blocks in the order of the map, in each block its chains, in each chain its clients. */
import type { ChainRows } from '../../engine/contract';

export interface Chain {
  readonly block: number;
  readonly firstRow: number;
  readonly count: number;
  /** Clients that peer with nobody: each has its own server connection. */
  readonly alone: boolean;
  /** A wall stands between this chain and the one above. */
  readonly wall: boolean;
}
export interface Block {
  readonly subnet: number;
  readonly site: number;
  readonly clients: number;
  /** Its clients have rows. */
  readonly listed: boolean;
  readonly firstChain: number;
  readonly chainCount: number;
  readonly firstRow: number;
  readonly rowCount: number;
}

export interface RowModel {
  readonly blocks: readonly Block[];
  readonly chains: readonly Chain[];
  /** By row. */
  readonly slots: Int32Array;
  readonly state: Uint16Array;
  readonly chainOfRow: Int32Array;
  /** By slot; −1 = it has no row. */
  readonly rowOfSlot: Int32Array;
  readonly clients: number;
  /** Equal as long as the same clients stand in the same chains. */
  readonly key: string;
}

export const NO_ROWS: RowModel = {
  blocks: [],
  chains: [],
  slots: new Int32Array(0),
  state: new Uint16Array(0),
  chainOfRow: new Int32Array(0),
  rowOfSlot: new Int32Array(0),
  clients: 0,
  key: '',
};

export function rowOf(model: RowModel, slot: number): number {
  return slot < 0 ? -1 : (model.rowOfSlot[slot] ?? -1);
}

export function rowModel(answer: ChainRows): RowModel {
  const total = answer.clients.length;
  const slots = new Int32Array(total);
  const state = new Uint16Array(total);
  const chainOfRow = new Int32Array(total);
  const chains: Chain[] = [];
  const blocks: Block[] = [];
  const chainsOf = chainsBySubnet(answer);
  let row = 0;
  let clients = 0;
  answer.subnets.forEach((subnet, index) => {
    const count = answer.counts[index] ?? 0;
    clients += count;
    if (count === 0) return;
    const firstChain = chains.length;
    const firstRow = row;
    for (const chain of chainsOf.get(subnet) ?? []) {
      const start = answer.chainStart[chain] ?? 0;
      const end = answer.chainStart[chain + 1] ?? start;
      chains.push({ block: blocks.length, firstRow: row, count: end - start, alone: answer.alone[chain] === 1, wall: answer.wall[chain] === 1 });
      slots.set(answer.clients.subarray(start, end), row);
      state.set(answer.state.subarray(start, end), row);
      chainOfRow.fill(chains.length - 1, row, row + end - start);
      row += end - start;
    }
    blocks.push({
      subnet,
      site: answer.sites[index] ?? -1,
      clients: count,
      listed: answer.listed[index] === 1,
      firstChain,
      chainCount: chains.length - firstChain,
      firstRow,
      rowCount: row - firstRow,
    });
  });
  return { blocks, chains, slots, state, chainOfRow, rowOfSlot: inverse(slots), clients, key: keyOf(blocks, chains, slots) };
}

function chainsBySubnet(answer: ChainRows): Map<number, number[]> {
  const bySubnet = new Map<number, number[]>();
  answer.chainSubnet.forEach((subnet, chain) => {
    const list = bySubnet.get(subnet);
    if (list === undefined) bySubnet.set(subnet, [chain]);
    else list.push(chain);
  });
  return bySubnet;
}

function inverse(slots: Int32Array): Int32Array {
  let most = -1;
  for (const slot of slots) if (slot > most) most = slot;
  const rows = new Int32Array(most + 1).fill(-1);
  slots.forEach((slot, row) => {
    rows[slot] = row;
  });
  return rows;
}

function keyOf(blocks: readonly Block[], chains: readonly Chain[], slots: Int32Array): string {
  let hash = 0x811c9dc5;
  const mix = (x: number): void => {
    hash = Math.imul(hash ^ x, 0x01000193);
    hash ^= hash >>> 15;
  };
  for (const block of blocks) mix(block.subnet * 8 + (block.listed ? 1 : 0));
  for (const chain of chains) mix(chain.firstRow * 4 + (chain.alone ? 1 : 0) + (chain.wall ? 2 : 0));
  for (const slot of slots) mix(slot);
  return `${blocks.length} ${chains.length} ${slots.length} ${hash >>> 0}`;
}
