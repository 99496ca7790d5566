/** Every default of the scenario format, in canonical text, in one place (NET-5, REG-2, REG-3, LINK-7 …). */
import type { DurationText, RateText, ScenarioServer } from './types';

export const SCENARIO_DEFAULTS = { name: 'Untitled', description: '', seed: 1, duration: '10m' } as const;

export type SiteKind = 'datacenter' | 'headquarters' | 'branch' | 'vpn' | 'internet' | 'lab';
export const SITE_KINDS: readonly SiteKind[] = ['datacenter', 'headquarters', 'branch', 'vpn', 'internet', 'lab'];
export const DEFAULT_SITE_KIND: SiteKind = 'branch';

export interface WanDefaults {
  readonly down: RateText;
  readonly up: RateText;
  readonly latency: DurationText;
  readonly jitter: DurationText;
  readonly loss: number;
}

const steady = { jitter: '0s', loss: 0 } as const;
const remote: WanDefaults = { down: '20Mbps', up: '5Mbps', latency: '45ms', ...steady };
const headquarters: WanDefaults = { down: '1Gbps', up: '1Gbps', latency: '10ms', ...steady };

/** NET-5, by kind of site. For VPN and internet sites the figures are those of each client's own access link (NET-1). */
export const WAN_DEFAULTS: Readonly<Record<SiteKind, WanDefaults>> = {
  datacenter: { down: '10Gbps', up: '10Gbps', latency: '2ms', ...steady },
  headquarters,
  branch: { down: '10Mbps', up: '10Mbps', latency: '40ms', ...steady },
  vpn: remote,
  internet: remote,
  lab: headquarters,
};
export const LAN_DEFAULTS = { rate: '1Gbps', latency: '500us' } as const;

export const SUBNET_DEFAULTS = { clients: 0, version: '7.6', managed: true } as const;

export const PEERING_DEFAULTS = {
  addressMask: 24,
  addressPrefixIPv6: 0,
  peerListSize: 10,
  maxChain: null,
  skipUnreachable: true,
} as const;

export const SETTINGS_DEFAULTS = {
  normalRegistration: ['30s', '90s'],
  initialRegistrationReset: ['2h', '6h'],
  startWindow: '1m',
  knownFleet: true,
  hopProcessing: '5ms',
  sensorTime: '20ms',
  answerHold: '1s',
  shardSize: '64KiB',
  shardCache: '100MB',
  hotCache: 0.2,
  questionExpiry: '10m',
  actionTimeout: '1m',
  connectTimeout: '3s',
  reflectRetry: '1m',
  keepAlive: '10s',
  keepAliveMisses: 3,
  reportingTls: 2,
  protocolOverheads: true,
} as const;

/** An action expires this long after its issue, and the time-out of its command later. */
export const ACTION_EXPIRY = '600s';

/** Without `servers`: one Tanium Server at the first site. */
export function defaultServers(firstSite: string | undefined): readonly ScenarioServer[] {
  return [{ id: 'ts', kind: 'server', ...(firstSite === undefined ? {} : { site: firstSite }) }];
}
