import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKWARD_LEADER, FORWARD_LEADER, ONLINE, SEEKING_BACKWARD, SEEKING_FORWARD, VACATED } from '../sim/state-bits';
import { findCuts, hashOfCuts, type Cuts } from './cuts';
import { fixtureOf, settle, type Fixture } from './layout-fixture';

/** Stretches as text: slots joined, `|` where a wall stands before, `*` for a grid of singles. */
function textOf(cuts: Cuts): string[] {
  return cuts.subnet.map((_, i) => {
    const slots = [...cuts.order.subarray(cuts.start[i], cuts.start[i + 1])].join(' ');
    return `${cuts.wallLeft[i]! >= 0 ? '| ' : ''}${cuts.alone[i] ? '* ' : ''}${slots}`;
  });
}

const chainOf = (n: number): Fixture => fixtureOf([{ kind: 'branch', subnets: [n] }]);

/** Takes the links away between two parts of a settled chain, as reflection leaves them (LINK-2). */
function part({ columns }: Fixture, at: number): void {
  columns.forward[at - 1] = -1;
  columns.backward[at] = -1;
  columns.state[at - 1]! |= FORWARD_LEADER;
  columns.state[at]! |= BACKWARD_LEADER;
}

describe('where a chain is cut', () => {
  it('keeps a settled chain in one piece', () => {
    expect(textOf(findCuts(chainOf(6).input))).toEqual(['0 1 2 3 4 5']);
  });

  it('cuts where no link spans and leaders stand on both sides, with a wall between (LINK-2)', () => {
    const fixture = chainOf(6);
    part(fixture, 3);
    expect(textOf(findCuts(fixture.input))).toEqual(['0 1 2', '| 3 4 5']);
  });

  it('draws no wall where nothing blocks', () => {
    const fixture = chainOf(6);
    part(fixture, 3);
    expect(textOf(findCuts({ ...fixture.input, blocked: () => false }))).toEqual(['0 1 2', '3 4 5']);
  });

  it('does not part clients for whom others are still to come, when no rule stands between them (REG-12)', () => {
    const fixture = chainOf(7);
    part(fixture, 3);
    fixture.columns.state[3] = 0;
    fixture.columns.state[4]! |= BACKWARD_LEADER;
    fixture.columns.backward[4] = -1;
    fixture.columns.forward[3] = -1;
    expect(textOf(findCuts({ ...fixture.input, blocked: () => false }))).toEqual(['0 1 2 3 4 5 6']);
    expect(textOf(findCuts({ ...fixture.input, blocked: (a, b) => a === 2 && b === 4 }))).toEqual(['0 1 2', '| 3 4 5 6']);
  });

  it('does not part neighbours while one of them still seeks the other, when no rule stands between them', () => {
    const fixture = chainOf(6);
    part(fixture, 3);
    fixture.columns.state[3]! |= SEEKING_BACKWARD;
    expect(textOf(findCuts({ ...fixture.input, blocked: () => false }))).toEqual(['0 1 2 3 4 5']);
  });

  it('does not shatter a chain that is still seeking', () => {
    const fixture = chainOf(6);
    fixture.columns.forward.fill(-1);
    fixture.columns.backward.fill(-1);
    fixture.columns.state.fill(ONLINE | SEEKING_FORWARD | SEEKING_BACKWARD);
    expect(textOf(findCuts(fixture.input))).toEqual(['0 1 2 3 4 5']);
  });

  it('keeps a chain whose clients are all offline whole', () => {
    const fixture = chainOf(5);
    fixture.columns.state.fill(0);
    settle(fixture.columns, 0, 5);
    expect(textOf(findCuts(fixture.input))).toEqual(['0 1 2 3 4']);
  });

  it('keeps offline clients in their place: links pass by, and ends that are off stay at the end (LINK-4)', () => {
    const fixture = chainOf(7);
    for (const slot of [0, 3, 6]) fixture.columns.state[slot] = 0;
    settle(fixture.columns, 0, 7);
    expect(textOf(findCuts(fixture.input))).toEqual(['0 1 2 3 4 5 6']);
  });

  it('takes a link in one direction as a span (LINK-10)', () => {
    const fixture = chainOf(6);
    fixture.columns.forward[2] = -1;
    fixture.columns.state[2]! |= FORWARD_LEADER;
    expect(textOf(findCuts(fixture.input))).toEqual(['0 1 2 3 4 5']);
  });

  it('places clients that peer with nobody in a grid (CHAIN-4)', () => {
    expect(textOf(findCuts(fixtureOf([{ kind: 'vpn', subnets: [5] }]).input))).toEqual(['* 0 1 2 3 4']);
  });

  it('gathers many chains of one in a grid, and keeps the chain beside them', () => {
    const fixture = chainOf(9);
    for (const at of [1, 2, 3, 4]) part(fixture, at);
    expect(textOf(findCuts(fixture.input))).toEqual(['* 0 1 2 3', '| 4 5 6 7 8']);
  });

  it('separates chain keys and servers in one subnet (CHAIN-3, CHAIN-6)', () => {
    const fixture = chainOf(6);
    fixture.columns.chain.set([7, 7, 8, 8, 7, 7]);
    for (const slot of [0, 1, 2, 3, 4, 5]) fixture.columns.state[slot] = ONLINE;
    expect(textOf(findCuts(fixture.input))).toEqual(['0 1 4 5', '2 3']);
    const server = Int32Array.from([0, 1, 0, 1, 0, 1]);
    fixture.columns.chain.fill(7);
    expect(textOf(findCuts({ ...fixture.input, columns: { ...fixture.input.columns, server } }))).toEqual(['0 2 4', '1 3 5']);
  });

  it('leaves out vacated places and follows the rank after a move', () => {
    const fixture = chainOf(4);
    fixture.columns.state[1] = VACATED;
    fixture.columns.rank.set([0, 1, 3, 2]);
    fixture.columns.forward.set([3, -1, -1, 2]);
    fixture.columns.backward.set([-1, -1, 3, 0]);
    expect(textOf(findCuts(fixture.input))).toEqual(['0 3 2']);
  });

  it('has every placed client in exactly one stretch, in chain order, whatever is linked', () => {
    const links = fc.array(fc.tuple(fc.nat(29), fc.nat(29), fc.integer({ min: 0, max: 15 })), { maxLength: 60 });
    fc.assert(
      fc.property(links, (rows) => {
        const fixture = fixtureOf([
          { kind: 'branch', subnets: [12, 10] },
          { kind: 'vpn', subnets: [8] },
        ]);
        for (const [a, b, bits] of rows) {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          fixture.columns.forward[low] = bits % 3 === 0 || low === high ? -1 : high;
          fixture.columns.backward[high] = bits % 2 === 0 || low === high ? -1 : low;
          fixture.columns.state[a] = bits;
        }
        const cuts = findCuts(fixture.input);
        expect([...cuts.order].sort((x, y) => x - y)).toEqual(Array.from({ length: 30 }, (_, slot) => slot));
        for (let i = 0; i < cuts.subnet.length; i++) {
          const slots = [...cuts.order.subarray(cuts.start[i], cuts.start[i + 1])];
          expect(slots.length).toBeGreaterThan(0);
          for (const slot of slots) expect(fixture.columns.subnetOf[slot]).toBe(cuts.subnet[i]);
          if (!cuts.alone[i]) expect(slots).toEqual(slots.toSorted((x, y) => x - y));
        }
      }),
    );
  });

  it('changes its hash with the stretches and not with who is up', () => {
    const fixture = chainOf(8);
    const before = hashOfCuts(findCuts(fixture.input));
    fixture.columns.state[3] = 0;
    settle(fixture.columns, 0, 8);
    expect(hashOfCuts(findCuts(fixture.input))).toBe(before);
    part(fixture, 5);
    expect(hashOfCuts(findCuts(fixture.input))).not.toBe(before);
  });
});
