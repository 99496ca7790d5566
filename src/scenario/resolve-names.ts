/** Looking names up: ids, addresses and CIDRs → numbers of the world, or a problem that says which name is unknown. */
import type { Prefix, Slot } from '../sim/world';
import { parseBlock } from './addresses';
import { nearest } from './nearest';
import type { Path, ProblemList } from './problems';
import { quote } from './problems';

/** Where names are looked up: in a compiled world, or in a scenario that is being checked. */
export interface Names {
  readonly siteIds: ReadonlyMap<string, number>;
  readonly serverIds: ReadonlyMap<string, number>;
  /** Index of a subnet by the canonical text of its CIDR. */
  readonly subnets: ReadonlyMap<string, { readonly index: number; readonly managed: boolean; readonly prefix: Prefix }>;
  /** −1 = unknown; null = cannot be told, because the subnets themselves are wrong. */
  client(address: string): Slot | null;
}

/** An act's place in its file, and what its names mean there. */
export interface Place {
  readonly names: Names;
  readonly path: Path;
  readonly problems: ProblemList;
}

/** Index of an id, or null and a problem that names the nearest one. */
export function lookUp(ids: ReadonlyMap<string, number>, id: string, what: string, path: Path, problems: ProblemList): number | null {
  const index = ids.get(id);
  if (index !== undefined) return index;
  const near = nearest(id, [...ids.keys()].slice(0, 2_000));
  const sentence = `there is no ${what} ${quote(id)}${near === null ? '' : `; the nearest is ${quote(near)}`}.`;
  problems.addAt(path, `${what}.unknown`, sentence, { got: id });
  return null;
}

/** Null when it is unknown, or cannot be told. */
export function client(address: string, path: Path, at: Place): Slot | null {
  const slot = at.names.client(address);
  if (slot === null || slot >= 0) return slot;
  unknownClient(address, path, at.problems);
  return null;
}

export function unknownClient(address: string, path: Path, problems: ProblemList): void {
  problems.addAt(path, 'client.unknown', `no client starts with the address ${quote(address)}.`, {
    got: address,
    hint: 'Clients are the first addresses of a subnet with "clients", or those listed in its "addresses".',
  });
}

export function subnetOf(text: string, path: Path, at: Place) {
  const key = blockKey(text);
  const subnet = key === null ? undefined : at.names.subnets.get(key);
  if (subnet !== undefined) return subnet;
  at.problems.addAt(path, 'subnet.unknown', `there is no subnet ${quote(text)} in "subnets".`, { got: text });
  return null;
}

/** One text for one block, however it was spelt. */
export function blockKey(text: string): string | null {
  const block = parseBlock(text);
  return block === null ? null : prefixKey(block.prefix);
}
export function prefixKey(prefix: Prefix): string {
  return `${prefix.family}/${prefix.words.join('.')}/${prefix.length}`;
}
