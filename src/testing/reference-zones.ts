/** Zone Servers in the reference (SRV-1), written from docs/model.md §9: the legs between a Zone Server and its upstream servers, and their bytes. */
import type { TrafficClass } from '../sim/types';
import type { Micros } from '../sim/world';
import { sharesLan, timeOnLink } from './plain-network';
import type { Reference } from './reference';

/** Time of a leg between a Zone Server and the server before it; `up` from the Zone Server, `down` to it. */
export function legTime(host: Reference, zone: number, direction: 'up' | 'down', bytes: number): Micros {
  const { servers, sites, settings } = host.world;
  const upstream = servers[zone]?.upstream ?? -1;
  const [from, to] = direction === 'up' ? [zone, upstream] : [upstream, zone];
  const [sender, receiver] = [servers[from]?.site ?? -1, servers[to]?.site ?? -1];
  const size = settings.protocolOverheads ? bytes : 0;
  const lan = sites[sender]?.lan;
  if (lan && sharesLan(sites, sender, receiver)) return settings.hopProcessing + lan.latency + timeOnLink(size, lan.rateBps);
  const rate = Math.min(sites[sender]?.wan.upBps ?? Infinity, sites[receiver]?.wan.downBps ?? Infinity);
  const latency = (sites[sender]?.wan.latency ?? 0) + (sites[receiver]?.wan.latency ?? 0);
  return settings.hopProcessing + latency + (rate === Infinity ? 0 : timeOnLink(size, rate));
}

/** The Zone Servers on the way from a server that clients register with to the last one before it. */
export function zonesUpFrom(host: Reference, server: number): number[] {
  const upstream = host.world.servers[server]?.upstream ?? -1;
  return upstream < 0 ? [] : [server, ...zonesUpFrom(host, upstream)];
}

export function timeToTop(host: Reference, server: number, bytes: number): Micros {
  return zonesUpFrom(host, server).reduce((sum, zone) => sum + legTime(host, zone, 'up', bytes), 0);
}

/** One leg, sent and received at one moment. */
export function bookLeg(host: Reference, zone: number, direction: 'up' | 'down', cls: TrafficClass, bytes: number): void {
  const upstream = host.world.servers[zone]?.upstream ?? -1;
  const [from, to] = direction === 'up' ? [zone, upstream] : [upstream, zone];
  host.books.arrived(host.books.sent(cls, from, to, bytes), true);
}

/** All legs of a registration; `named`: bytes of the answer that there would not be without peering (NET-7). */
export function bookLegs(host: Reference, server: number, direction: 'up' | 'down', bytes: number, named = 0): void {
  for (const zone of zonesUpFrom(host, server)) bookLeg(host, zone, direction, 'registration', bytes);
  legsWithoutPeering(host, zonesUpFrom(host, server), 'registration', bytes - named);
}

export function legsWithoutPeering(host: Reference, zones: readonly number[], cls: TrafficClass, bytes: number): void {
  for (const zone of zones) host.books.withoutPeering(cls, zone, host.world.servers[zone]?.upstream ?? -1, bytes);
}
