/** For tests: rows and marks from short lists. */
import type { ChainRows, TimeChainMarks } from '../../engine/contract';
import type { Mark } from './marks';
import { rowModel, type RowModel } from './rows';

/** Chains by subnet, top to bottom; each a list of slots. `alone`: which of them peer with nobody. */
export function rowsOf(subnets: readonly (readonly (readonly number[])[])[], unlisted: readonly number[] = []): RowModel {
  return rowModel(chainRowsOf(subnets, unlisted));
}

export function chainRowsOf(subnets: readonly (readonly (readonly number[])[])[], unlisted: readonly number[] = []): ChainRows {
  const listed = subnets.flatMap((chains, subnet) => (unlisted.includes(subnet) ? [] : chains.map((slots) => ({ subnet, slots }))));
  const start = [0];
  for (const { slots } of listed) start.push(start.at(-1)! + slots.length);
  const clients = Int32Array.from(listed.flatMap(({ slots }) => slots));
  return {
    subnets: Int32Array.from(subnets.map((_, i) => i)),
    sites: Int32Array.from(subnets.map((_, i) => i >> 1)),
    counts: Int32Array.from(subnets, (chains) => chains.flat().length),
    listed: Uint8Array.from(subnets, (_, i) => (unlisted.includes(i) ? 0 : 1)),
    clients,
    state: new Uint16Array(clients.length).fill(1),
    chainStart: Int32Array.from(start),
    chainSubnet: Int32Array.from(listed.map(({ subnet }) => subnet)),
    alone: new Uint8Array(listed.length),
    wall: new Uint8Array(listed.length),
  };
}

export const aMark: Mark = { index: 0, kind: 0, t0: 0, t1: 0, a: -1, b: -1, extra: 0, question: -1, event: 0, cause: 0 };

export function marksOf(list: readonly Partial<Mark>[]): TimeChainMarks {
  const all = list.map((one) => ({ ...aMark, ...one }));
  return {
    count: all.length,
    kind: Uint8Array.from(all, (mark) => mark.kind),
    t0: Float64Array.from(all, (mark) => mark.t0),
    t1: Float64Array.from(all, (mark) => mark.t1),
    a: Int32Array.from(all, (mark) => mark.a),
    b: Int32Array.from(all, (mark) => mark.b),
    extra: Int32Array.from(all, (mark) => mark.extra),
    question: Int32Array.from(all, (mark) => mark.question),
    event: Float64Array.from(all, (mark) => mark.event),
    cause: Float64Array.from(all, (mark) => mark.cause),
  };
}
