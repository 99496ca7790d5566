/**
 * The world a run happens in: the compiled, numeric form of a scenario. `scenario/compile.ts` makes it; the simulation
 * only reads it. Clients are numbered in chain order (CHAIN-5): IPv4 before IPv6, ascending address.
 */

/** Integer microseconds of simulated time. */
export type Micros = number;
/** Number of a client's place: index into the client columns. */
export type Slot = number;

export type Family = 4 | 6;
/** Most significant word first; IPv4 uses the last word only. All words unsigned 32 bit. */
export type Words = readonly [number, number, number, number];
export interface Prefix {
  readonly family: Family;
  readonly words: Words;
  /** 0–32 for IPv4, 0–128 for IPv6. */
  readonly length: number;
}

export interface SiteSpec {
  readonly id: string;
  readonly name: string;
  readonly kind: 'datacenter' | 'headquarters' | 'branch' | 'vpn' | 'internet' | 'lab';
  /** VPN and internet sites: each client has an access link of its own (NET-1, NET-3). */
  readonly remote: boolean;
  /** Bits per second; one-way latency and jitter in µs; loss 0..1 in parts per million. */
  readonly wan: { readonly downBps: number; readonly upBps: number; readonly latency: Micros; readonly jitter: Micros; readonly lossPpm: number };
  readonly lan: { readonly rateBps: number; readonly latency: Micros };
}

export interface ServerSpec {
  readonly id: string;
  readonly kind: 'server' | 'cloud' | 'zone' | 'module';
  /** Index into sites; −1 = outside every site. */
  readonly site: number;
  /** Index of the upstream server of a Zone Server; −1 = none. */
  readonly upstream: number;
}

/** Limits what a server sends to clients (NET-4). */
export interface ThrottleSpec {
  /** Index into servers. */
  readonly server: number;
  /** Only clients with these addresses; null = all. */
  readonly subnet: Prefix | null;
  readonly rateBps: number;
}

export interface SubnetSpec {
  readonly prefix: Prefix;
  readonly site: number;
  /** Server names its clients know, as indices into servers, in the order of their ids: the order of the file decides nothing. Empty for unmanaged subnets. */
  readonly servers: readonly number[];
  /** NAT address seen by the server, as a small number; 0 = none (CHAIN-7). */
  readonly nat: number;
  readonly managed: boolean;
}

export interface Peering {
  readonly addressMask: number;
  readonly addressPrefixIPv6: number;
  readonly separated: readonly Prefix[];
  readonly isolated: readonly Prefix[];
  readonly intentional: readonly Prefix[];
  readonly peerListSize: number;
  /** null = no limit (CHAIN-9). */
  readonly maxChain: number | null;
  readonly skipUnreachable: boolean;
}

export interface Settings {
  readonly normalRegistration: readonly [Micros, Micros];
  readonly initialRegistrationReset: readonly [Micros, Micros];
  readonly startWindow: Micros;
  readonly knownFleet: boolean;
  readonly connectTimeout: Micros;
  readonly reflectRetry: Micros;
  readonly keepAlive: Micros;
  readonly keepAliveMisses: number;
  readonly protocolOverheads: boolean;
  /** Spent by a client before it sends a question or answers to a peer (NET-5). */
  readonly hopProcessing: Micros;
  readonly sensorTime: Micros;
  /** Infinity = never. */
  readonly answerHold: Micros;
  readonly questionExpiry: Micros;
  readonly actionTimeout: Micros;
}

/** Addresses a firewall rule speaks of; null = any. */
export type Match = Prefix | null;
export interface FirewallRule {
  readonly id: string;
  readonly from: Match;
  readonly to: Match;
  readonly allow: boolean;
  readonly bothWays: boolean;
}

/** What a single client has that its subnet does not say. Absent fields = default. */
export interface ClientException {
  readonly name?: string;
  /** false: stays off until a `start`. */
  readonly online?: boolean;
  readonly startAt?: Micros;
  readonly blockIncoming?: boolean;
  readonly blockOutgoing?: boolean;
  readonly version?: string;
  /** Replaces the answer to a question's first sensor. */
  readonly answer?: string;
  readonly sensorTime?: Micros;
  /** No action runs here. */
  readonly actionLock?: boolean;
}

export interface World {
  readonly name: string;
  readonly seed: number;
  readonly duration: Micros;
  readonly sites: readonly SiteSpec[];
  readonly servers: readonly ServerSpec[];
  readonly subnets: readonly SubnetSpec[];
  /** In an order that the file's does not change: for one server those for all clients first, then by subnet, the tighter of two equal ones first. */
  readonly throttles: readonly ThrottleSpec[];
  /** Number of clients; columns below have this length, sorted in chain order. */
  readonly clientCount: number;
  readonly subnetOf: Int32Array;
  /** IPv4: the address. IPv6: index of the first of 4 words in `v6Words`. */
  readonly address: Uint32Array;
  /** 4 or 6. */
  readonly family: Uint8Array;
  readonly v6Words: Uint32Array;
  readonly exceptions: ReadonlyMap<Slot, ClientException>;
  readonly firewalls: readonly FirewallRule[];
  readonly peering: Peering;
  readonly settings: Settings;
  /** In order of time, and of the file for one instant. */
  readonly timeline: readonly Act[];
}

/** What a sensor answers where a client has no answer of its own: one of `values`, drawn per client with these whole weights. */
export interface SensorSpec {
  readonly name: string;
  /** Number for draws, made from the name (`textKey`). */
  readonly key: number;
  readonly values: readonly string[];
  readonly weights: readonly number[];
}

/** Whom a question or an action is for. Clients are named by their first slot; site and subnet are those where a client is then. */
export type TargetSpec =
  | { readonly kind: 'all' }
  | { readonly kind: 'site'; readonly site: number }
  | { readonly kind: 'subnet'; readonly subnet: number }
  | { readonly kind: 'clients'; readonly clients: readonly Slot[] }
  /** Parts per million. */
  | { readonly kind: 'fraction'; readonly ppm: number };

/** Something that happens to the network: from the timeline, or by the user. Clients are named by their first slot. */
export type Act = { readonly at: Micros } & (
  | { readonly do: 'stop'; readonly clients: readonly Slot[]; readonly orderly: boolean }
  | { readonly do: 'start'; readonly clients: readonly Slot[] }
  | { readonly do: 'move'; readonly client: Slot; readonly toSubnet: number }
  | { readonly do: 'block'; readonly rule: FirewallRule }
  | { readonly do: 'unblock'; readonly id: string }
  | { readonly do: 'setPeering'; readonly peering: Partial<Peering> }
  | { readonly do: 'cutWan' | 'restoreWan'; readonly site: number }
  | { readonly do: 'stopServer' | 'startServer'; readonly server: number }
  | { readonly do: 'ask'; readonly id: string; readonly sensors: readonly SensorSpec[]; readonly target: TargetSpec }
  /** An action without files. `key`: number for draws, made from the id. */
  | { readonly do: 'deploy'; readonly id: string; readonly key: number; readonly target: TargetSpec; readonly distribute: Micros }
  /** Validated, but not simulated in this version. */
  | { readonly do: 'later'; readonly what: string }
);
