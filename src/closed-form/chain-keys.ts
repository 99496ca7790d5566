/** Who may peer with whom in a world (CHAIN-1 … CHAIN-7), from its addresses alone: the text of the chain key, null for a client that peers with nobody. */
import type { Peering, Prefix, Slot, Words, World } from '../sim/world';

interface Address {
  readonly family: 4 | 6;
  readonly words: Words;
}

export function chainKeys(world: World, peering: Peering): (slot: Slot) => string | null {
  return (slot) => {
    const subnet = world.subnets[world.subnetOf[slot] ?? -1];
    const scope = scopeOf(addressOf(world, slot), peering);
    return scope === null ? null : `${subnet?.servers[0] ?? -1} ${subnet?.nat ?? 0} ${scope}`;
  };
}

function scopeOf(address: Address, peering: Peering): string | null {
  const mask = address.family === 4 ? peering.addressMask : peering.addressPrefixIPv6;
  if (longest(address, peering.isolated) !== null || (address.family === 6 && mask === 0)) return null;
  const block = blockText(address, mask);
  const separated = longest(address, peering.separated);
  if (separated !== null) return `separated ${prefixText(separated)} ${block}`;
  const intentional = longest(address, peering.intentional);
  return intentional === null ? block : `intentional ${prefixText(intentional)}`;
}

function addressOf(world: World, slot: Slot): Address {
  const at = world.address[slot] ?? 0;
  if (world.family[slot] !== 6) return { family: 4, words: [0, 0, 0, at] };
  const word = (i: number): number => world.v6Words[at + i] ?? 0;
  return { family: 6, words: [word(0), word(1), word(2), word(3)] };
}

function longest(address: Address, list: readonly Prefix[]): Prefix | null {
  let best: Prefix | null = null;
  for (const prefix of list) if (contains(prefix, address) && (best === null || prefix.length > best.length)) best = prefix;
  return best;
}

function contains(prefix: Prefix, address: Address): boolean {
  return prefix.family === address.family && blockText(address, prefix.length) === blockText(prefix, prefix.length);
}

const prefixText = (prefix: Prefix): string => blockText(prefix, prefix.length);

/** The first `length` bits; of an IPv4 address those of its one word. */
function blockText({ family, words }: Address, length: number): string {
  if (family === 4) return `4/${length}/${firstBits(words[3], length)}`;
  return `6/${length}/${words.map((word, i) => firstBits(word, length - 32 * i)).join('.')}`;
}

function firstBits(word: number, bits: number): number {
  return bits <= 0 ? 0 : bits >= 32 ? word : ((word >>> (32 - bits)) << (32 - bits)) >>> 0;
}
