/**
 * The clients as columns of typed arrays. A slot is a place on the network: the first `world.clientCount` slots are the clients where
 * they start, in chain order; a client that moves gets a new slot and leaves its old one vacated.
 */
import { formatAddress, type Address } from './address';
import { VACATED } from './state-bits';
import type { ClientException, Slot, Words, World } from './world';

/** Columns that the running simulation changes: what "hot bytes per client" counts. */
export interface HotColumns {
  /** Bits of state-bits.ts. */
  state: Uint16Array;
  out: [Int32Array, Int32Array];
  in: [Int32Array, Int32Array];
  /** Serial of the latest attempt, of the outgoing link, of the incoming link; per direction. */
  attemptSerial: [Uint16Array, Uint16Array];
  outSerial: [Uint16Array, Uint16Array];
  inSerial: [Uint16Array, Uint16Array];
  /** In rhythm: the next normal registration. Else: the last successful registration (before the first start: the start, REG-12). */
  nextNormal: Float64Array;
  /** Gaps of normal registrations drawn so far. */
  gapCount: Uint32Array;
  /** Infinity while there has been no initial registration. */
  nextReset: Float64Array;
  initialCount: Uint32Array;
  /** Server the client uses, and server that knows it; −1 = none. */
  server: Int16Array;
  knownBy: Int16Array;
  /** Chain key the server has for it; −1 = peers with nobody (CHAIN-4), −2 = unknown. */
  key: Int32Array;
  /** Bits 2–7 of `state` as heard at the last registration, shifted down; bit 6 = heard at all. */
  reported: Uint8Array;
}

/** Columns that change only when somebody moves. */
export interface PlaceColumns {
  subnetOf: Int32Array;
  family: Uint8Array;
  /** IPv4: the address; IPv6: index of its first word in `v6Words`. */
  address: Uint32Array;
  v6Words: Uint32Array;
  rank: Int32Array;
  /** Slot at each position of the chain order. */
  order: Int32Array;
}

function hotColumns(n: number): HotColumns {
  return {
    state: new Uint16Array(n),
    out: [new Int32Array(n).fill(-1), new Int32Array(n).fill(-1)],
    in: [new Int32Array(n).fill(-1), new Int32Array(n).fill(-1)],
    attemptSerial: [new Uint16Array(n), new Uint16Array(n)],
    outSerial: [new Uint16Array(n), new Uint16Array(n)],
    inSerial: [new Uint16Array(n), new Uint16Array(n)],
    nextNormal: new Float64Array(n),
    gapCount: new Uint32Array(n),
    nextReset: new Float64Array(n).fill(Infinity),
    initialCount: new Uint32Array(n),
    server: new Int16Array(n).fill(-1),
    knownBy: new Int16Array(n).fill(-1),
    key: new Int32Array(n).fill(-2),
    reported: new Uint8Array(n),
  };
}

export class Clients {
  count: number;
  hot: HotColumns;
  place: PlaceColumns;
  /** Who is at a slot ≥ clientCount, and where a client that moved is now. */
  identity = new Map<Slot, Slot>();
  whereabouts = new Map<Slot, Slot>();
  readonly world: World;

  constructor(world: World) {
    const n = world.clientCount;
    this.world = world;
    this.count = n;
    this.hot = hotColumns(n);
    const identityOrder = Int32Array.from({ length: n }, (_, i) => i);
    this.place = {
      subnetOf: world.subnetOf.slice(),
      family: world.family.slice(),
      address: world.address.slice(),
      v6Words: world.v6Words.slice(),
      rank: identityOrder,
      order: identityOrder.slice(),
    };
  }

  identityOf(slot: Slot): Slot {
    return this.identity.get(slot) ?? slot;
  }
  slotOf(client: Slot): Slot {
    return this.whereabouts.get(client) ?? client;
  }

  exceptionOf(slot: Slot): ClientException | undefined {
    return this.world.exceptions.size === 0 ? undefined : this.world.exceptions.get(this.identityOf(slot));
  }

  wordsAt(slot: Slot): Words {
    const { family, address, v6Words } = this.place;
    const at = address[slot]!;
    if (family[slot] === 4) return [0, 0, 0, at];
    return [v6Words[at]!, v6Words[at + 1]!, v6Words[at + 2]!, v6Words[at + 3]!];
  }

  addressAt(slot: Slot): Address {
    return { family: this.place.family[slot] === 4 ? 4 : 6, words: this.wordsAt(slot) };
  }

  addressText(slot: Slot): string {
    return formatAddress(this.addressAt(slot));
  }

  /** Adds a place for a client that moves there and returns its slot. `position` is its place in chain order. */
  addPlace(client: Slot, subnet: number, address: Address, position: number): Slot {
    const slot = this.count;
    if (slot >= this.hot.state.length) this.grow();
    this.count++;
    const place = this.place;
    place.subnetOf[slot] = subnet;
    place.family[slot] = address.family;
    place.address[slot] = address.family === 4 ? address.words[3] : this.addV6Words(address.words);
    place.order.copyWithin(position + 1, position, slot);
    place.order[position] = slot;
    for (let i = position; i <= slot; i++) place.rank[place.order[i]!] = i;
    this.identity.set(slot, client);
    this.whereabouts.set(client, slot);
    return slot;
  }

  isVacated(slot: Slot): boolean {
    return (this.hot.state[slot]! & VACATED) !== 0;
  }

  private addV6Words(words: Words): number {
    const at = this.place.v6Words.length;
    const grown = new Uint32Array(at + 4);
    grown.set(this.place.v6Words);
    grown.set(words, at);
    this.place.v6Words = grown;
    return at;
  }

  private grow(): void {
    const capacity = this.count + Math.max(64, this.count >> 4);
    const hot = hotColumns(capacity);
    const place = this.place;
    copyColumns(this.hot, hot);
    this.hot = hot;
    this.place = {
      subnetOf: extend(place.subnetOf, new Int32Array(capacity)),
      family: extend(place.family, new Uint8Array(capacity)),
      address: extend(place.address, new Uint32Array(capacity)),
      v6Words: place.v6Words,
      rank: extend(place.rank, new Int32Array(capacity)),
      order: extend(place.order, new Int32Array(capacity)),
    };
  }
}

type Column = Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | Float64Array;

function extend<T extends Column>(from: T, into: T): T {
  into.set(from as never);
  return into;
}

/** The hot columns one by one, in a fixed order: for hashes, snapshots and the count of bytes. */
export function listHotColumns(hot: HotColumns): Column[] {
  return [
    hot.state,
    ...hot.out,
    ...hot.in,
    ...hot.attemptSerial,
    ...hot.outSerial,
    ...hot.inSerial,
    hot.nextNormal,
    hot.gapCount,
    hot.nextReset,
    hot.initialCount,
    hot.server,
    hot.knownBy,
    hot.key,
    hot.reported,
  ];
}

export function copyColumns(from: HotColumns, into: HotColumns): void {
  const target = listHotColumns(into);
  listHotColumns(from).forEach((column, i) => {
    const copy = target[i]!;
    copy.set(column.subarray(0, Math.min(column.length, copy.length)) as never);
  });
}

export function emptyColumnsLike(hot: HotColumns): HotColumns {
  return hotColumns(hot.state.length);
}
