import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLayout } from '../layout/create-layout';
import { fixtureOf } from '../layout/layout-fixture';
import {
  BACKWARD_LEADER,
  FORWARD_LEADER,
  HAS_NEXT,
  HAS_PREVIOUS,
  LOST_CONTACT,
  ONLINE,
  REGISTERED,
  REGISTERING,
  SEEKING_FORWARD,
  VACATED,
} from '../sim/state-bits';
import { countConnections, settledConnections } from './connections';
import { GLYPH_OF_STATE, glyphFor, RING, ringOfGlyph, SHAPE, shapeOfGlyph } from './glyphs';
import { isTrouble, sharesInPixels, tileOf } from './tiles';

const states = fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 300 });

describe('a tile', () => {
  it('equals its members: every client is counted once, and each role and trouble exactly', () => {
    fc.assert(
      fc.property(states, (bits) => {
        const state = Uint16Array.from(bits);
        const tile = tileOf({ slots: Int32Array.from(bits, (_, slot) => slot) }, state);
        const count = (test: (shape: number, ring: number) => boolean): number =>
          bits.filter((one) => test(shapeOfGlyph(glyphFor(one)), ringOfGlyph(glyphFor(one)))).length;
        expect(tile.settled + tile.seeking + tile.blocked + tile.offline).toBe(tile.total);
        expect(tile.total).toBe(bits.length);
        expect(tile.backwardLeaders).toBe(bits.filter((one) => (one & ONLINE) !== 0 && (one & VACATED) === 0 && (one & BACKWARD_LEADER) !== 0).length);
        expect(tile.forwardLeaders).toBe(bits.filter((one) => (one & ONLINE) !== 0 && (one & VACATED) === 0 && (one & FORWARD_LEADER) !== 0).length);
        expect(tile.blocked).toBe(count((shape) => shape === SHAPE.blocked));
        expect(tile.offline).toBe(bits.filter((one) => (one & ONLINE) === 0 || (one & VACATED) !== 0).length);
        expect(tile.lost).toBe(count((_shape, ring) => ring === RING.lost));
      }),
    );
  });

  it('does not average trouble away: one blocked client among thousands shows', () => {
    const state = new Uint16Array(5_000).fill(ONLINE | REGISTERED | HAS_PREVIOUS | HAS_NEXT);
    const slots = Int32Array.from({ length: 5_000 }, (_, slot) => slot);
    expect(isTrouble(tileOf({ slots }, state))).toBe(false);
    state[4_321] = ONLINE | REGISTERED;
    expect(isTrouble(tileOf({ slots }, state))).toBe(true);
  });
});

describe('the bar of a tile', () => {
  it('fills its width exactly, with a pixel at least for everything that is there', () => {
    expect(sharesInPixels([29, 0, 0, 1], 5)).toEqual([4, 0, 0, 1]);
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { minLength: 4, maxLength: 4 }), fc.integer({ min: 5, max: 400 }), (counts, width) => {
        fc.pre(counts.some((count) => count > 0));
        const pixels = sharesInPixels(counts, width);
        expect(pixels.reduce((sum, one) => sum + one, 0)).toBe(width);
        counts.forEach((count, i) => {
          expect(pixels[i]! > 0).toBe(count > 0);
          expect(Math.abs(pixels[i]! - (count / counts.reduce((sum, one) => sum + one, 0)) * width)).toBeLessThan(4);
        });
      }),
    );
  });
});

describe('the mark of a client', () => {
  const linked = ONLINE | REGISTERED | HAS_PREVIOUS | HAS_NEXT;
  const shape = (bits: number): number => shapeOfGlyph(glyphFor(bits));
  const ring = (bits: number): number => ringOfGlyph(glyphFor(bits));

  it('says the role by shape (LINK-2)', () => {
    expect(shape(linked)).toBe(SHAPE.client);
    expect(shape(linked | BACKWARD_LEADER)).toBe(SHAPE.backwardLeader);
    expect(shape(linked | FORWARD_LEADER)).toBe(SHAPE.forwardLeader);
    expect(shape(ONLINE | BACKWARD_LEADER | FORWARD_LEADER)).toBe(SHAPE.both);
    expect(shape(0)).toBe(SHAPE.offline);
    expect(shape(VACATED | ONLINE)).toBe(SHAPE.none);
  });

  it('is blocked when nobody reaches it and it leads nowhere, but not while it is still seeking', () => {
    expect(shape(ONLINE | REGISTERED)).toBe(SHAPE.blocked);
    expect(shape(ONLINE | REGISTERED | SEEKING_FORWARD)).toBe(SHAPE.seeking);
    expect(shape(ONLINE | REGISTERING)).toBe(SHAPE.seeking);
    expect(shape(ONLINE | REGISTERED | FORWARD_LEADER)).toBe(SHAPE.forwardLeader);
  });

  it('has a ring while registering, a double one the first time, a broken one without a server (REG-1, REG-10)', () => {
    expect(ring(linked)).toBe(RING.none);
    expect(ring(linked | REGISTERING)).toBe(RING.registering);
    expect(ring(ONLINE | REGISTERING)).toBe(RING.initial);
    expect(ring(linked | LOST_CONTACT)).toBe(RING.lost);
    expect(ring(REGISTERING)).toBe(RING.none);
  });

  it('is looked up from a table that knows every state', () => {
    fc.assert(fc.property(fc.nat(0xffff), (bits) => GLYPH_OF_STATE[bits] === glyphFor(bits)));
  });
});

describe('connections to the servers', () => {
  it('are the sum of forward and backward leaders, for each bus, card, server and the whole', () => {
    const { input, columns } = fixtureOf([
      { kind: 'branch', subnets: [12, 8] },
      { kind: 'vpn', subnets: [5] },
    ]);
    const layout = createLayout(input);
    const counts = countConnections(layout, columns.state, columns.count);
    expect([...counts.perCard]).toEqual([4, 10]);
    expect([...counts.online]).toEqual([20, 5]);
    const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
    const leaders = columns.state.reduce((total, bits) => total + Number((bits & FORWARD_LEADER) !== 0) + Number((bits & BACKWARD_LEADER) !== 0), 0);
    for (const values of [counts.perBus, counts.perTrunk, counts.perServer, counts.perCard]) expect(sum(values)).toBe(leaders);
  });

  it('go to the server of each client where those that peer with nobody have different ones (REG-9)', () => {
    const { input, columns } = fixtureOf([{ kind: 'vpn', subnets: [6] }]);
    const servers = [...input.world.servers, ...input.world.servers];
    const layout = createLayout({ ...input, world: { ...input.world, servers }, columns: { ...input.columns, server: [0, 1, 1, 0, 1, 1] } });
    expect([...countConnections(layout, columns.state, columns.count).perServer]).toEqual([4, 8]);
  });

  it('are foreseen for the widest line by where clients are, not by how busy a line is', () => {
    for (const clients of [8, 60, 1_000, 20_000]) {
      const { input, columns } = fixtureOf([
        { kind: 'branch', subnets: [12, 8] },
        { kind: 'vpn', subnets: [clients] },
      ]);
      const layout = createLayout(input);
      expect(settledConnections(layout)).toBe(2 * clients);
      expect(Math.max(...countConnections(layout, columns.state, columns.count).perCard)).toBe(2 * clients);
      expect(settledConnections(layout)).toBe(
        settledConnections(createLayout({ ...input, columns: { ...input.columns, state: new Uint16Array(columns.count) } })),
      );
    }
  });

  it('belong to lines that are there without them, too: by the clients that use each line', () => {
    const { input, columns } = fixtureOf([
      { kind: 'branch', subnets: [12, 8] },
      { kind: 'vpn', subnets: [5] },
    ]);
    const counts = countConnections(createLayout(input), new Uint16Array(columns.count), columns.count);
    expect([...counts.perTrunk]).toEqual([0, 0]);
    expect([...counts.clientsPerTrunk]).toEqual([20, 5]);
    expect(counts.clientsPerBus.reduce((sum, clients) => sum + clients, 0)).toBe(25);
  });
});
