/** Chains and event logs as text, for tests that read as stories and for failure reports. */
import type { Simulation } from '../sim/types';
import { SECOND } from './plain-world';
import type { Reference } from './reference';
import { formatAddress } from './plain-world';

/** What both the simulation and the reference can tell of a client: enough to draw chains. */
export interface Drawn {
  readonly address: string;
  readonly online: boolean;
  readonly forward: string | null;
  readonly backward: string | null;
  readonly forwardLeader: boolean;
  readonly backwardLeader: boolean;
}

export function drawnByReference(reference: Reference): Drawn[] {
  return reference.places
    .filter((place) => !place.vacated)
    .sort((a, b) => a.order - b.order)
    .map((place) => {
      const [forward, backward] = place.sides;
      const peer = (address: typeof place.address | undefined): string | null => (address === undefined ? null : formatAddress(address));
      return {
        address: formatAddress(place.address),
        online: place.online,
        forward: peer(forward.out?.to.address),
        backward: peer(backward.out?.to.address),
        forwardLeader: forward.role,
        backwardLeader: backward.role,
      };
    });
}

export function drawnBySimulation(simulation: Simulation): Drawn[] {
  return (simulation.report({ clients: true }).clientStates ?? []).map((state) => ({
    address: state.address,
    online: state.online,
    forward: state.forwardPeer,
    backward: state.backwardPeer,
    forwardLeader: state.roles.includes('forwardLeader'),
    backwardLeader: state.roles.includes('backwardLeader'),
  }));
}

/** "10.0.0.1 → .2 → .3" per forward run, "10.0.0.3 ← …" read from the front: one line per run, in order of first address. */
export function runsText(clients: readonly Drawn[], direction: 'forward' | 'backward' = 'forward'): string {
  const online = clients.filter((client) => client.online);
  const peerOf = new Map(online.map((client) => [client.address, client[direction]]));
  const reached = new Set(peerOf.values());
  const lines = online.flatMap((client) => {
    if (reached.has(client.address)) return [];
    const run: string[] = [];
    for (let at: string | null | undefined = client.address; at && !run.includes(at); at = peerOf.get(at)) run.push(at);
    return [
      (direction === 'forward' ? run : run.reverse()).map((address, n) => (n === 0 ? address : shortOf(address))).join(direction === 'forward' ? ' → ' : ' ← '),
    ];
  });
  return lines.join('\n');
}

export function leadersText(clients: readonly Drawn[]): string {
  const named = (leads: (client: Drawn) => boolean): string => clients.filter(leads).map((c) => shortOf(c.address)).join(' '); // prettier-ignore
  return `backward ${named((c) => c.backwardLeader)}, forward ${named((c) => c.forwardLeader)}`;
}

const shortOf = (address: string): string => (address.includes(':') ? address : `.${address.split('.').at(-1)}`);

/** One line per row: "100.000500 s  10.0.0.1 link.closed 10.0.0.2 forward". */
export function traceText(
  rows: readonly { t: number; kind: string; client: number; peer: number; direction: string | null }[],
  addressOf: (client: number) => string,
): string {
  return rows
    .map((row) => {
      const words = [row.client < 0 ? '' : addressOf(row.client), row.kind, row.peer < 0 ? '' : addressOf(row.peer), row.direction ?? ''];
      return `${(row.t / SECOND).toFixed(6)} s  ${words.filter((word) => word !== '').join(' ')}`;
    })
    .join('\n');
}
