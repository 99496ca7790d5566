/** The reference and the oracle: worked examples of the rule book (the simulation gives them too), small stories, and each other on random worlds. */
import { describe, expect, it } from 'vitest';
import { createSimulation } from '../sim/simulation';
import { expectedLinks, type Member } from './oracle';
import { SECOND, toWorld } from './plain-world';
import { describeRandom, randomWorld } from './random-world';
import { Reference } from './reference';
import { drawnByReference, drawnBySimulation, leadersText, runsText, traceText, type Drawn } from './trace-text';
import { plainFromText, seconds } from './world-from-text';

const SYMMETRIC_WORLDS = 400;
const ANY_WORLDS = 400;

interface Ending {
  readonly forward: string;
  readonly backward: string;
  readonly leaders: string;
}
const endingOf = (drawn: Drawn[]): Ending => ({ forward: runsText(drawn), backward: runsText(drawn, 'backward'), leaders: leadersText(drawn) });

function play(text: string, until: string): Ending & { readonly reference: Reference } {
  const reference = new Reference(toWorld(plainFromText(text)));
  reference.advanceTo(seconds(until));
  return { ...endingOf(drawnByReference(reference)), reference };
}

function simulate(text: string, until: string): Ending {
  const simulation = createSimulation(toWorld(plainFromText(text)));
  simulation.advanceTo(seconds(until));
  return endingOf(drawnBySimulation(simulation));
}

function oracleDifferences(reference: Reference): string[] {
  const { world } = reference;
  const places = reference.places.filter((place) => place.registered);
  const members = places.map((place): Member => ({
    client: place.index,
    address: place.address,
    subnet: world.subnets.indexOf(place.subnet),
    server: place.server,
  }));
  const place = (member: Member): Reference['places'][number] => places.find((p) => p.index === member.client) ?? reference.currentPlace(0);
  const expected = expectedLinks(world, reference.peering, members, (a, b) => reference.permitted(place(a), place(b)));
  return places.flatMap(({ index, sides: [forward, backward] }) => {
    const [ahead, behind] = [expected.forward.get(index), expected.backward.get(index)];
    const wrong: string[] = [];
    if (forward.out?.to.index !== ahead) wrong.push(`${index} → ${forward.out?.to.index}, expected ${ahead}`);
    if (backward.out?.to.index !== behind) wrong.push(`${index} ← ${backward.out?.to.index}, expected ${behind}`);
    if (forward.role !== (ahead === undefined) || backward.role !== (behind === undefined)) wrong.push(`${index}: wrong leaders`);
    return wrong;
  });
}

describe.each([
  ['reference', play],
  ['simulation', simulate],
] as const)('worked examples of the rule book §12, in the %s', (_name, run) => {
  it('three clients of one /24 form one chain with a leader at each end (LINK-1, LINK-2)', () => {
    const end = run('clients 10.0.0.1-3', '60s');
    expect(end.forward).toBe('10.0.0.1 → .2 → .3');
    expect(end.backward).toBe('10.0.0.1 ← .2 ← .3');
    expect(end.leaders).toBe('backward .1, forward .3');
  });

  it('five clients with no connection between 2 and 3 split into two runs, since 3 and 4 are nearer to each other than 2 is (LINK-5)', () => {
    const end = run('clients 10.0.0.1-5\nblock .2 <-> .3', '120s');
    expect(end.forward).toBe('10.0.0.1 → .2\n10.0.0.3 → .4 → .5');
    expect(end.backward).toBe('10.0.0.1 ← .2\n10.0.0.3 ← .4 ← .5');
    expect(end.leaders).toBe('backward .1 .3, forward .2 .5');
  });

  it('a wall between {1, 2} and {3, 4, 5} gives the same two runs and four leader connections (LINK-10)', () => {
    const end = run('clients 10.0.0.1-5\nwall .1 .2 | .3 .4 .5', '120s');
    expect(end.forward).toBe('10.0.0.1 → .2\n10.0.0.3 → .4 → .5');
    expect(end.leaders).toBe('backward .1 .3, forward .2 .5');
  });

  it('three subnets of 10, 20 and 1 clients are three chains, and one of 31 with AddressMask /22 once every client has reset (CHAIN-1, CHAIN-8)', () => {
    const text = `
      subnet 192.168.0.0/24
      clients 192.168.0.1-10
      subnet 192.168.1.0/24
      clients 192.168.1.1-20
      subnet 192.168.2.0/24
      clients 192.168.2.1
      settings {"initialRegistrationReset": [60, 90], "startWindow": 10}
      at 100s peering {"addressMask": 22}`;
    const before = run(text, '99s');
    const after = run(text, '300s');
    expect(before.forward.split('\n').map((run) => run.split(' → ').length)).toEqual([10, 20, 1]);
    expect(before.leaders).toBe('backward .1 .1 .1, forward .10 .20 .1');
    expect(after.forward.split('\n').map((run) => run.split(' → ').length)).toEqual([31]);
    expect(after.leaders).toBe('backward .1, forward .1');
  });
});

describe('stories in the reference', () => {
  const rows = (reference: Reference, from: string, to: string): string => {
    const kept = reference.rows.filter((row) => row.t > seconds(from) && row.t <= seconds(to));
    return traceText(kept, (client) => `.${(reference.currentPlace(client).address.value & 255n).toString()}`);
  };

  it('a silent death is noticed after 30 s of missed keep-alives and routed around (LINK-8, LINK-4)', () => {
    const text = 'clients 10.0.0.1-3\nat 100s stop .2';
    expect(play(text, '129.9s').forward).toBe('10.0.0.1 → .2\n10.0.0.3');
    const end = play(text, '140s');
    expect(end.forward).toBe('10.0.0.1 → .3');
    expect(rows(end.reference, '100s', '140s')).toBe(
      [
        '130.000000 s  .1 link.lost .2 forward',
        '130.000000 s  .1 link.tried .2 forward',
        '130.000000 s  .3 link.lost .2 backward',
        '130.000000 s  .3 link.tried .2 backward',
        '133.000000 s  .1 link.timeout .2 forward',
        '133.000000 s  .1 link.tried .3 forward',
        '133.000000 s  .3 link.timeout .2 backward',
        '133.000000 s  .3 link.tried .1 backward',
        '133.001000 s  .1 link.opened .3 forward',
        '133.001000 s  .3 link.opened .1 backward',
      ].join('\n'),
    );
  });

  it('an orderly stop joins the neighbours within two round trips, without the server (LINK-9)', () => {
    const end = play('clients 10.0.0.1-3\nat 100s orderly stop .2', '100.01s');
    expect(end.forward).toBe('10.0.0.1 → .3');
    expect(end.backward).toBe('10.0.0.1 ← .3');
  });

  it('a client that comes online between two others is linked in at once, though their lists do not name it (LINK-6, CHAIN-11)', () => {
    const text = 'clients 10.0.0.1 10.0.0.2 10.0.0.3\nat 1s stop .2\nat 400s start .2';
    expect(play(text, '399s').forward).toBe('10.0.0.1 → .3');
    expect(play(text, '400.01s').forward).toBe('10.0.0.1 → .2 → .3');
  });

  it('a one-way block takes the forward link of the lower client and leaves the backward link of the upper one (LINK-10)', () => {
    const end = play('clients 10.0.0.1-3\nat 100s block .1 -> .2', '140s');
    expect(end.forward).toBe('10.0.0.1\n10.0.0.2 → .3');
    expect(end.backward).toBe('10.0.0.1 ← .2 ← .3');
    expect(end.leaders).toBe('backward .1, forward .1 .3');
  });

  it('a lifted block heals within about a minute (LINK-7)', () => {
    const text = 'clients 10.0.0.1-2\nat 100s block .1 <-> .2 as b1\nat 200s unblock b1';
    expect(play(text, '199s').leaders).toBe('backward .1 .2, forward .1 .2');
    expect(play(text, '261s').leaders).toBe('backward .1, forward .2');
  });

  it('a block lifted before anybody noticed leaves the links as they were (LINK-10, LINK-8)', () => {
    const end = play('clients 10.0.0.1-2\nat 100s block .1 <-> .2 as b1\nat 120s unblock b1', '300s');
    expect(rows(end.reference, '1s', '300s')).toBe(
      '100.000000 s  act\n100.000000 s  .1 link.cut .2 forward\n100.000000 s  .2 link.cut .1 backward\n120.000000 s  act',
    );
    expect(end.forward).toBe('10.0.0.1 → .2');
  });

  it('clients keep their links while no server answers, and register normally when one does (REG-10)', () => {
    const end = play('clients 10.0.0.1-2\nat 100s stopServer ts\nat 300s startServer ts', '500s');
    const kinds = end.reference.rows.filter((row) => row.t > 100 * SECOND).map((row) => row.kind);
    expect(new Set(kinds)).toEqual(new Set(['act', 'registration.failed', 'client.reregistered']));
    expect(end.forward).toBe('10.0.0.1 → .2');
  });
});

describe('the reference comes to rest at the oracle of §4.1', () => {
  const differences = (seeds: number, without: Parameters<typeof randomWorld>[1]): string[] => {
    const failures: string[] = [];
    for (let seed = 1; seed <= seeds && failures.length < 3; seed++) {
      const reference = new Reference(randomWorld(seed, without));
      reference.advanceTo(reference.world.duration);
      const wrong = oracleDifferences(reference);
      if (wrong.length > 0) failures.push(`${wrong.join('; ')}\n${describeRandom(seed, without)}`);
    }
    return failures;
  };

  it(`in ${SYMMETRIC_WORLDS} random worlds with symmetric reachability`, () => {
    expect(differences(SYMMETRIC_WORLDS, { quiet: true, without: ['blockOneWay', 'hostFirewall', 'allowRule'] })).toEqual([]);
  });

  it(`in ${ANY_WORLDS} random worlds with anything`, () => {
    expect(differences(ANY_WORLDS, { quiet: true })).toEqual([]);
  });
});
