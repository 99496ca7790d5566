/** Leaders (LINK-2, invariant 3): a settled chain has one forward and one backward leader, which for a chain of one are the same client. */
import { chainCount, sumChains, type Fleet } from './fleet';

export const leaderConnections = (fleet: Fleet): number => 2 * chainCount(fleet);

/** Clients that lead in at least one direction. */
export const leaderClients = (fleet: Fleet): number => sumChains(fleet, ({ clients }) => Math.min(2, clients));

/** Without peering every client holds both connections itself, as an isolated one does (CHAIN-4, NET-7). */
export const CONNECTIONS_ALONE = 2;
export const leaderConnectionsWithout = (fleet: Fleet): number => CONNECTIONS_ALONE * fleet.clients;
