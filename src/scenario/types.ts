/** The scenario file as people write it: spec "scenario.md", field by field. Durations, sizes and rates are text with a unit. */

export type DurationText = string;
export type RateText = string;
export type SizeValue = string | number;
export type Target =
  'all' | { readonly site: string } | { readonly subnet: string } | { readonly addresses: readonly string[] } | { readonly fraction: number };

export interface Scenario {
  readonly format: 'chainscope-scenario';
  readonly version: 1;
  readonly name?: string;
  readonly description?: string;
  readonly seed?: number;
  readonly duration?: DurationText;
  readonly servers?: readonly ScenarioServer[];
  readonly sites: readonly ScenarioSite[];
  readonly subnets: readonly ScenarioSubnet[];
  readonly clients?: readonly ScenarioClient[];
  readonly firewalls?: readonly ScenarioFirewall[];
  readonly peering?: ScenarioPeering;
  readonly settings?: ScenarioSettings;
  readonly throttles?: readonly { readonly server: string; readonly subnet?: string; readonly rate: RateText }[];
  readonly files?: readonly { readonly id: string; readonly name?: string; readonly size: SizeValue }[];
  readonly satellites?: readonly { readonly client: string; readonly verified?: boolean; readonly reaches?: readonly string[] }[];
  readonly timeline?: readonly TimelineItem[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface ScenarioServer {
  readonly id: string;
  readonly kind: 'server' | 'cloud' | 'zone' | 'module';
  readonly site?: string;
  readonly upstream?: string;
}

export interface ScenarioSite {
  readonly id: string;
  readonly name?: string;
  readonly kind?: 'datacenter' | 'headquarters' | 'branch' | 'vpn' | 'internet' | 'lab';
  readonly wan?: { readonly down?: RateText; readonly up?: RateText; readonly latency?: DurationText; readonly jitter?: DurationText; readonly loss?: number };
  readonly lan?: { readonly rate?: RateText; readonly latency?: DurationText };
}

export interface ScenarioSubnet {
  readonly cidr: string;
  readonly site: string;
  readonly clients?: number;
  readonly addresses?: readonly string[];
  readonly server?: string;
  readonly version?: string;
  readonly nat?: string | null;
  readonly managed?: boolean;
}

export interface ScenarioClient {
  readonly address: string;
  readonly name?: string;
  readonly online?: boolean;
  readonly startAt?: DurationText;
  readonly blockIncoming?: boolean;
  readonly blockOutgoing?: boolean;
  readonly actionLock?: boolean;
  readonly version?: string;
  readonly cacheLimit?: SizeValue;
  readonly cache?: readonly { readonly file: string; readonly shards: string }[];
  readonly sensorTime?: DurationText;
  readonly answer?: string;
}

export interface ScenarioRule {
  readonly from: string;
  readonly to: string;
  readonly bothWays?: boolean;
}
export interface ScenarioFirewall extends ScenarioRule {
  readonly id?: string;
  readonly action?: 'block' | 'allow';
}

export interface ScenarioPeering {
  readonly addressMask?: number;
  readonly addressPrefixIPv6?: number;
  readonly separated?: readonly string[];
  readonly isolated?: readonly string[];
  readonly intentional?: readonly string[];
  readonly peerListSize?: number;
  readonly maxChain?: number | null;
  readonly skipUnreachable?: boolean;
}

export interface ScenarioSettings {
  readonly normalRegistration?: readonly [DurationText, DurationText];
  readonly initialRegistrationReset?: readonly [DurationText, DurationText];
  readonly startWindow?: DurationText;
  readonly knownFleet?: boolean;
  readonly hopProcessing?: DurationText;
  readonly sensorTime?: DurationText;
  /** A duration, or "never". */
  readonly answerHold?: DurationText;
  readonly shardSize?: SizeValue;
  readonly shardCache?: SizeValue;
  readonly hotCache?: number;
  readonly questionExpiry?: DurationText;
  readonly actionTimeout?: DurationText;
  readonly connectTimeout?: DurationText;
  readonly reflectRetry?: DurationText;
  readonly keepAlive?: DurationText;
  readonly keepAliveMisses?: number;
  readonly reportingTls?: 0 | 1 | 2;
  readonly protocolOverheads?: boolean;
}

export type TimelineItem = { readonly at: DurationText } & TimelineAct;

/** A timeline item without its time: also what the page and `intervene` take. */
export type TimelineAct =
  | { readonly do: 'ask'; readonly id: string; readonly sensors: readonly string[]; readonly target?: Target }
  | { readonly do: 'deploy'; readonly id: string; readonly file?: string; readonly target?: Target; readonly distribute?: DurationText }
  | { readonly do: 'block'; readonly rule: ScenarioRule; readonly id: string }
  | { readonly do: 'unblock'; readonly id: string }
  | { readonly do: 'stop'; readonly clients: readonly string[]; readonly orderly?: boolean }
  | { readonly do: 'start'; readonly clients: readonly string[] }
  | { readonly do: 'move'; readonly client: string; readonly toSubnet: string }
  | { readonly do: 'setPeering'; readonly peering: ScenarioPeering }
  | { readonly do: 'cutWan' | 'restoreWan'; readonly site: string }
  | { readonly do: 'stopServer' | 'startServer'; readonly server: string }
  | { readonly do: 'verifySatellite'; readonly client: string }
  | { readonly do: 'scan'; readonly satellite: string; readonly kind: 'discover' | 'comply'; readonly target: string; readonly secret?: string };

/** One thing wrong with an input, said so that people can mend it (scenario.md "Errors"). */
export interface Problem {
  readonly code: string;
  /** JSON pointer, or "line 3, column 14" where the text is no JSON. */
  readonly where: string;
  readonly got?: unknown;
  readonly message: string;
  readonly hint?: string;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly Problem[]; readonly limit: boolean };
