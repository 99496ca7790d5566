import { describe, expect, test } from 'vitest';
import { columnHop } from './column-hop';
import { asking, ASKED_AT, runOf } from './question.test-tools';
import type { Run } from './run';

/** Goes hop by hop, forward until nothing is known to come, or back to the beginning. */
function hops(run: Run, back: boolean): { readonly at: number; readonly text: string }[] {
  const found: { at: number; text: string }[] = [];
  for (let hop = columnHop(run.sim, 0, 3, back); hop !== null && found.length < 100; hop = columnHop(run.sim, 0, 3, back)) {
    found.push(hop);
    run.rewindFor(hop.at);
    run.advance(hop.at, Infinity);
  }
  return found;
}

describe('hops by the times of clients, for fleets without a row per message', () => {
  test('of a swept chain go from arrival to arrival to the server, and back over the same instants', () => {
    const run = runOf(asking(), ASKED_AT, 'swept');
    const forward = hops(run, false);
    // 360 bytes on both ends of the WAN: 0.288 and 2.88 µs.
    expect(forward[0]?.at).toBe(ASKED_AT + run.sim.latencyToServer(0) + 4);
    expect(forward[0]?.text).toBe('10.0.5.1 has the question: client 1 of 8 in its chain (Q-2).');
    expect(forward.filter(({ text }) => text.includes('has the question'))).toHaveLength(8);
    expect(forward.at(-1)?.text).toMatch(/^The server has /);
    // When answers came to a peer is not kept: that is known only while they are under way.
    const kept = forward.slice(0, -1).filter(({ text }) => !text.includes('has answers'));
    expect(kept).toHaveLength(16);
    expect(hops(run, true).map(({ at }) => at)).toEqual(kept.map(({ at }) => at).reverse());
  });

  test('where every message is an event, what is under way is known to arrive', () => {
    const known = hops(runOf(asking(), ASKED_AT), false).map(({ at }) => at);
    const all = new Set(hops(runOf(asking(), ASKED_AT, 'swept'), false).map(({ at }) => at));
    expect(known.length).toBeGreaterThanOrEqual(8);
    for (const at of known) expect(all).toContain(at);
  });
});
