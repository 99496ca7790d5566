/** Registrations: how many, and what they weigh. Every client registers for itself, whatever the chains do (REG-4). */
import { sumChains, type Fleet } from './fleet';
import { BYTES, INITIAL_REGISTRATION, NORMAL_REGISTRATION } from './sizes';

/** REG-8. */
export const PEER_LIST = 10;

/**
 * Peers named to all clients of one chain together when each gets a full list: the nearest K on either side, as far as there are any (REG-8).
 * Per side: K for each client but the first K, which have 0, 1, … K − 1 on that side.
 */
export function peersNamed(clients: number, listSize = PEER_LIST): number {
  if (clients <= listSize) return clients * (clients - 1);
  return listSize * (2 * clients - listSize - 1);
}

export const peersNamedInFleet = (fleet: Fleet, listSize = PEER_LIST): number => sumChains(fleet, ({ clients }) => peersNamed(clients, listSize));

/** Registrations per second on average (REG-4). */
export const perSecond = (clients: number, meanSeconds: number): number => clients / meanSeconds;

/** Bytes per second, over all clients, of normal and initial registrations with their answers. */
export function registrationBytesPerSecond(clients: number, peers: number, meanNormal: number, meanInitial: number): number {
  return (clients * NORMAL_REGISTRATION) / meanNormal + (clients * INITIAL_REGISTRATION + BYTES.perPeer * peers) / meanInitial;
}
