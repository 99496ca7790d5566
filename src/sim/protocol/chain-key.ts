/** Who may peer with whom (protocol.md §3): the chain key of an address under a peering. */
import { formatPrefix, inPrefix, maskWords, type Address } from '../address';
import type { ChainKey, Core } from '../core';
import type { Peering, Prefix, Slot, Words } from '../world';

/** Key numbers that are no chain: peers with nobody (CHAIN-4), and not known to any server. */
export const ISOLATED_KEY = -1;
export const UNKNOWN_KEY = -2;

/** Whether the address at a slot lies in the addresses a key covers. */
export function covers(core: Core, key: ChainKey, slot: Slot): boolean {
  const { family, address } = core.clients.place;
  if (key.cover.family !== family[slot]) return false;
  return family[slot] === 4 ? (address[slot]! & key.mask) === key.base : inPrefix(core.clients.addressAt(slot), key.cover);
}

/** Finds the longest prefix of a list that contains an address: one look-up per prefix length in use. */
class PrefixTable {
  private readonly lengths: { family: 4 | 6; length: number; bases: Map<string | number, Prefix> }[] = [];

  constructor(prefixes: readonly Prefix[]) {
    for (const prefix of prefixes) {
      let row = this.lengths.find((l) => l.family === prefix.family && l.length === prefix.length);
      if (!row) this.lengths.push((row = { family: prefix.family, length: prefix.length, bases: new Map() }));
      row.bases.set(baseKey(maskWords(prefix.family, prefix.words, prefix.length), prefix.family), prefix);
    }
    this.lengths.sort((a, b) => b.length - a.length);
  }

  longest(address: Address): Prefix | null {
    for (const { family, length, bases } of this.lengths) {
      if (family !== address.family) continue;
      const found = bases.get(baseKey(maskWords(family, address.words, length), family));
      if (found) return found;
    }
    return null;
  }
}

function baseKey(words: Words, family: 4 | 6): string | number {
  return family === 4 ? words[3] : words.join('.');
}

/** The three subnet lists of a peering, ready for look-ups. */
export class KeyMaker {
  private readonly separated: PrefixTable;
  private readonly isolated: PrefixTable;
  private readonly intentional: PrefixTable;
  private readonly peering: Peering;

  constructor(peering: Peering) {
    this.peering = peering;
    this.separated = new PrefixTable(peering.separated);
    this.isolated = new PrefixTable(peering.isolated);
    this.intentional = new PrefixTable(peering.intentional);
  }

  /** Number of the chain key of an address; −1 when it peers with nobody. Precedence of CHAIN-4. */
  keyOf(core: Core, address: Address): number {
    if (this.isolated.longest(address)) return ISOLATED_KEY;
    const mask = address.family === 4 ? this.peering.addressMask : this.peering.addressPrefixIPv6;
    if (address.family === 6 && mask === 0) return ISOLATED_KEY;
    const separated = this.separated.longest(address);
    if (separated) return internSeparated(core, separated, blockOf(address, mask));
    const intentional = this.intentional.longest(address);
    if (intentional) return intern(core, `intentional ${formatPrefix(intentional)}`, intentional);
    const block = blockOf(address, mask);
    return intern(core, `mask ${formatPrefix(block)}`, block);
  }
}

function blockOf(address: Address, length: number): Prefix {
  return { family: address.family, words: maskWords(address.family, address.words, length), length };
}

/** Separation only narrows: the mask's block still applies (CHAIN-3). */
function internSeparated(core: Core, separated: Prefix, block: Prefix): number {
  const cover = separated.length >= block.length ? separated : block;
  return intern(core, `separated ${formatPrefix(separated)} in ${formatPrefix(block)}`, cover);
}

function intern(core: Core, text: string, cover: Prefix): number {
  const known = core.keyNumbers.get(text);
  if (known !== undefined) return known;
  const mask = cover.length === 0 ? 0 : -1 << (32 - cover.length);
  core.keys.push({ text, cover, mask, base: cover.words[3] & mask });
  core.keyNumbers.set(text, core.keys.length - 1);
  return core.keys.length - 1;
}

const makers = new WeakMap<Peering, KeyMaker>();

/** The chain key that follows from the peering now in force. */
export function currentKey(core: Core, slot: Slot): number {
  let maker = makers.get(core.peering);
  if (!maker) makers.set(core.peering, (maker = new KeyMaker(core.peering)));
  return maker.keyOf(core, core.clients.addressAt(slot));
}

/** Keys of the whole fleet at the start: neighbours mostly share one, so the last one is tried first. */
export function giveStartKeys(core: Core, slots: number, give: (slot: Slot, key: number) => void): void {
  const plain = core.peering.separated.length + core.peering.isolated.length + core.peering.intentional.length === 0;
  let lastBase = -1;
  let lastKey = UNKNOWN_KEY;
  const { family, address } = core.clients.place;
  const mask = core.peering.addressMask;
  for (let slot = 0; slot < slots; slot++) {
    if (!plain || family[slot] !== 4) {
      give(slot, currentKey(core, slot));
      continue;
    }
    const base = maskWords(4, [0, 0, 0, address[slot]!], mask)[3];
    if (base !== lastBase) {
      lastBase = base;
      lastKey = currentKey(core, slot);
    }
    give(slot, lastKey);
  }
}
