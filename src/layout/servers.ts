/** Servers stand in a row on top, each above the sites that use it, without overlaps. */
import type { World } from '../sim/world';
import { SERVER_HEIGHT, SERVER_TOP, SERVER_WIDTH } from './measures';
import type { ServerBox, SiteCard } from './types';

const GAP = 28;

export function placeServers(world: World, cards: readonly SiteCard[], width: number): ServerBox[] {
  const count = world.servers.length;
  if (count === 0) return [];
  const step = Math.min(SERVER_WIDTH + GAP, (width - GAP) / count);
  const boxWidth = Math.min(SERVER_WIDTH, step * 0.86);
  const wanted = world.servers.map((_, server) => wantedCentre(world, cards, server, width));
  const order = wanted.map((_, server) => server).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const centres: number[] = [];
  order.forEach((server, place) => {
    const least = place === 0 ? step / 2 : centres[place - 1]! + step;
    centres.push(Math.max(least, wanted[server]!));
  });
  // Pushed over the right edge: move left again, the last one first.
  let most = width - step / 2;
  for (let place = count - 1; place >= 0; place--) {
    centres[place] = Math.min(centres[place]!, most);
    most = centres[place]! - step;
  }
  const boxes = order.map((server, place) => ({ server, x: centres[place]! - boxWidth / 2, y: SERVER_TOP, width: boxWidth, height: SERVER_HEIGHT }));
  return boxes.sort((a, b) => a.server - b.server);
}

/** Mean of the cards that have a subnet of this server; module servers stand beside the one they belong to. */
function wantedCentre(world: World, cards: readonly SiteCard[], server: number, width: number): number {
  const sites = new Set<number>();
  for (const subnet of world.subnets) if (subnet.servers.includes(server)) sites.add(subnet.site);
  let sum = 0;
  let weight = 0;
  for (const card of cards) {
    if (!sites.has(card.site)) continue;
    sum += card.x + card.width / 2;
    weight++;
  }
  if (weight > 0) return sum / weight;
  const upstream = world.servers[server]?.upstream ?? -1;
  return upstream >= 0 && upstream < server ? wantedCentre(world, cards, upstream, width) + 1 : width / 2;
}
