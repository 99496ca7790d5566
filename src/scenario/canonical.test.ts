import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goodScenario } from '../testing/bad-scenarios';
import { canonicalScenario, maskSecrets, writeScenario } from './canonical';
import { checkScenario } from './check-scenario';
import { DEFAULT_SITE_KIND, defaultServers, LAN_DEFAULTS, PEERING_DEFAULTS, SCENARIO_DEFAULTS, SETTINGS_DEFAULTS, WAN_DEFAULTS } from './defaults';
import { RESERVED_NAMES } from './fields';
import { problemsOf, wrongMessages } from './message-lint.test-tools';
import { readScenario } from './read';
import { foldSensorName } from './sensors';
import type { Scenario } from './types';

const full = readFileSync(new URL('../../docs/full-example.json', import.meta.url), 'utf8');

function accepted(value: unknown): Scenario {
  const result = checkScenario(value);
  expect(problemsOf(result)).toEqual([]);
  expect(wrongMessages(result.warnings)).toEqual([]);
  return (result as { readonly value: Scenario }).value;
}

const smallest = { format: 'chainscope-scenario', version: 1, sites: [{ id: 'hq' }], subnets: [{ cidr: '10.0.0.0/24', site: 'hq' }] };

describe('the canonical form', () => {
  it('gives the example with every field back, byte for byte', () => {
    const result = readScenario(full);
    expect(result.ok && writeScenario(result.value)).toBe(full);
  });

  it('leaves out whatever says what is so anyway', () => {
    const wordy = {
      ...SCENARIO_DEFAULTS,
      ...smallest,
      servers: defaultServers('hq'),
      sites: [{ id: 'hq', name: 'hq', kind: DEFAULT_SITE_KIND, wan: WAN_DEFAULTS[DEFAULT_SITE_KIND], lan: LAN_DEFAULTS }],
      subnets: [{ cidr: '10.0.0.0/24', site: 'hq', clients: 0, addresses: [], version: '7.6', nat: null, managed: true }],
      clients: [],
      firewalls: [],
      peering: { ...PEERING_DEFAULTS, separated: [], isolated: [], intentional: [] },
      settings: { ...SETTINGS_DEFAULTS, shardSize: 65_536, shardCache: 100_000_000, questionExpiry: '600s' },
      throttles: [],
      files: [],
      satellites: [],
      timeline: [],
      extensions: {},
    };
    expect(writeScenario(accepted(wordy))).toBe(`${JSON.stringify(smallest, null, 2)}\n`);
  });

  it('keeps what a change of peering sets to its default, since what is left out there stays as it was (CHAIN-8)', () => {
    const timeline = [{ at: '1m', do: 'setPeering', peering: { addressMask: 24, isolated: [], maxChain: null } }];
    expect(accepted({ ...smallest, timeline }).timeline).toEqual(timeline);
  });

  it('keeps the order of keys of the format and of lists as they are', () => {
    const file = {
      subnets: [{ clients: 2, site: 'b', cidr: '10.0.1.0/24' }],
      version: 1,
      sites: [{ id: 'b' }, { id: 'a' }],
      seed: 3,
      format: 'chainscope-scenario',
    };
    expect(writeScenario(accepted(file))).toBe(
      `${JSON.stringify({ format: 'chainscope-scenario', version: 1, seed: 3, sites: [{ id: 'b' }, { id: 'a' }], subnets: [{ cidr: '10.0.1.0/24', site: 'b', clients: 2 }] }, null, 2)}\n`,
    );
  });

  it('has one spelling for each value', () => {
    const file = {
      ...smallest,
      duration: '0600.000s',
      settings: { startWindow: '90000ms', shardSize: '2048KiB' },
      sites: [{ id: 'hq', wan: { down: '1000000kbps', loss: -0 } }],
      subnets: [
        { cidr: '10.0.0.77/24', site: 'hq', clients: 2 },
        { cidr: '2001:DB8:0:0::/64', site: 'hq', addresses: ['2001:0db8::000A'], nat: '2001:DB8::1' },
      ],
    };
    expect(accepted(file)).toEqual({
      ...smallest,
      settings: { startWindow: '90s', shardSize: '2MiB' },
      sites: [{ id: 'hq', wan: { down: '1Gbps' } }],
      subnets: [
        { cidr: '10.0.0.0/24', site: 'hq', clients: 2 },
        { cidr: '2001:db8::/64', site: 'hq', addresses: ['2001:db8::a'], nat: '2001:db8::1' },
      ],
    });
  });

  it('is its own canonical form, for scenarios of any kind', () => {
    fc.assert(
      fc.property(scenarios(), (value) => {
        const scenario = accepted(value);
        const text = writeScenario(scenario);
        const again = readScenario(text);
        expect(again.ok && writeScenario(again.value)).toBe(text);
        expect(again.ok && again.value).toEqual(scenario);
        expect(canonicalScenario(scenario)).toEqual(scenario);
      }),
      { numRuns: 400 },
    );
  });

  it('masks every secret, and nothing else (SAT-3)', () => {
    const result = readScenario(full);
    const masked = result.ok ? writeScenario(maskSecrets(result.value)) : '';
    expect(masked).toBe(full.replace('correct horse battery staple', '***'));
    expect(readScenario(masked).ok).toBe(true);
    expect(maskSecrets(accepted(smallest))).toEqual(smallest);
    expect(accepted(goodScenario()).timeline).toHaveLength(2);
  });
});

/** Valid scenarios with values of all spellings. */
function scenarios(): fc.Arbitrary<unknown> {
  const duration = fc.oneof(
    fc.tuple(fc.nat({ max: 5_000 }), fc.constantFrom('us', 'ms', 's', 'm', 'h')).map(([n, unit]) => `${n}${unit}`),
    fc
      .tuple(fc.nat({ max: 99 }), fc.nat({ max: 999 }), fc.constantFrom('ms', 's', 'm', 'h'))
      .map(([n, d, unit]) => `${n}.${String(d).padStart(3, '0')}${unit}`),
  );
  const short = fc.tuple(fc.nat({ max: 3_000 }), fc.constantFrom('us', 'ms', 's')).map(([n, unit]) => `${n}${unit}`);
  const size = fc.oneof(
    fc.integer({ min: 100_000, max: 1e9 }),
    fc.tuple(fc.integer({ min: 1, max: 900 }), fc.constantFrom('MB', 'MiB', 'GB', 'GiB')).map(([n, unit]) => `${n}${unit}`),
  );
  const partial = { requiredKeys: [] };
  const octet = fc.nat({ max: 255 });
  const site = fc.record(
    {
      name: fc.string({ maxLength: 20 }),
      kind: fc.constantFrom('datacenter', 'headquarters', 'branch', 'vpn', 'internet', 'lab'),
      wan: fc.record(
        {
          down: fc.integer({ min: 1, max: 1e9 }).map((n) => `${n}bps`),
          up: fc.constantFrom('10Mbps', '10000kbps', '0.01Gbps'),
          latency: short,
          jitter: short,
          loss: fc.double({ min: 0, max: 0.99, noNaN: true }),
        },
        partial,
      ),
      lan: fc.record({ rate: fc.constantFrom('1Gbps', '1000Mbps', '100Mbps') }, partial),
    },
    partial,
  );
  const subnet = fc.record({ host: octet, clients: fc.nat({ max: 254 }), managed: fc.boolean(), nat: fc.option(fc.ipV4()) }, { requiredKeys: ['host'] });
  const throttle = fc.record(
    {
      server: fc.constant('ts'),
      subnet: fc.tuple(octet, fc.nat({ max: 32 })).map(([n, length]) => `10.0.${n % 6}.${n}/${length}`),
      rate: fc.constantFrom('9bps', '2.000Mbps', '0.1Gbps'),
    },
    { requiredKeys: ['server', 'rate'] },
  );
  const settings = fc.record(
    {
      startWindow: duration,
      answerHold: fc.oneof(duration, fc.constant('never')),
      shardSize: size,
      hotCache: fc.double({ min: 0, max: 1, noNaN: true }),
      knownFleet: fc.boolean(),
    },
    partial,
  );
  const blocks = fc.array(
    fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.tuple(fc.ipV4(), fc.nat({ max: 32 })).map(([ip, n]) => `${ip}/${n}`),
    ),
    { maxLength: 4 },
  );
  const peering = fc.record(
    { addressMask: fc.nat({ max: 32 }), separated: blocks, isolated: blocks, maxChain: fc.option(fc.integer({ min: 1, max: 9 })) },
    partial,
  );
  const freshId = fc.nat().map((n) => `q${n}`);
  const sensors = fc.uniqueArray(
    fc.oneof(fc.constantFrom('is virtual', 'TIME zone', 'Installed RAM'), fc.string({ minLength: 1, maxLength: 8 }).filter(isName)),
    {
      minLength: 1,
      maxLength: 3,
      selector: foldSensorName,
    },
  );
  const target = fc.oneof(fc.constant('all'), fc.constant({ site: 's0' }), fc.record({ fraction: fc.double({ min: 0, max: 1, noNaN: true }) }));
  const item = fc.oneof(
    fc.record({ at: duration, do: fc.constant('setPeering'), peering }),
    fc.record({ at: duration, do: fc.constant('cutWan'), site: fc.constant('s0') }),
    fc.record({ at: duration, do: fc.constant('ask'), id: freshId, sensors, target }, { requiredKeys: ['at', 'do', 'id', 'sensors'] }),
    fc.record({ at: duration, do: fc.constant('deploy'), id: freshId, target, distribute: duration }, { requiredKeys: ['at', 'do', 'id'] }),
    fc.record({ at: duration, do: fc.constant('deploy'), id: freshId, file: fc.constant('f0'), target }, { requiredKeys: ['at', 'do', 'id', 'file'] }),
    fc.record({ at: duration, do: fc.constant('stopServer'), server: fc.constant('ts') }),
  );
  return fc
    .record({
      sites: fc.array(site, { minLength: 1, maxLength: 4 }),
      subnets: fc.array(subnet, { maxLength: 5 }),
      settings,
      peering,
      throttles: fc.array(throttle, { maxLength: 4 }),
      files: fc.record({ size: fc.integer({ min: 1, max: 1e9 }) }).map(({ size }) => [{ id: 'f0', size }]),
      timeline: fc.uniqueArray(item, { maxLength: 5, selector: (one) => ('id' in one ? one.id : one) }),
      extensions: fc.dictionary(fc.stringMatching(/^[a-z0-9]{1,5}$/), fc.jsonValue({ maxDepth: 3 }).filter(isKept)),
    })
    .map(({ sites, subnets, ...rest }) => ({
      ...smallest,
      ...rest,
      sites: sites.map((one, i) => ({ id: `s${i}`, ...one })),
      subnets: subnets.map(({ host, ...one }, i) => ({ cidr: `10.0.${i}.${host}/24`, site: 's0', ...one })),
    }));
}

const isName = (name: string): boolean => /\S/.test(name);

/** Values that no file changes: without negative zero, and without whole numbers that are not exact. */
function isKept(value: unknown): boolean {
  if (typeof value === 'number') return !Object.is(value, -0) && (Number.isSafeInteger(value) || !Number.isInteger(value));
  return typeof value !== 'object' || value === null || Object.entries(value).every(([key, entry]) => !RESERVED_NAMES.has(key) && isKept(entry));
}
