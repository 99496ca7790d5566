/** Where the mark of a cut WAN stands (NET-1): on the lines of the site's clients, and of a site with a server at that server. */
import type { Scene } from './scene';
import { isUsed } from './trunks';
import { isLanTrunk } from './wan-values';

/** CSS px that a line is open. */
export const GAP = 13;

export interface CutPlace {
  readonly site: number;
  readonly where: 'card' | 'server';
  /** World px: upper end of the card's riser, or lower end of the server. */
  readonly x: number;
  readonly y: number;
}

export function cutPlaces(scene: Scene): CutPlace[] {
  const { layout, names, outages, connections } = scene;
  const places: CutPlace[] = [];
  if (!layout || !connections || outages.sites.size === 0) return places;
  for (const box of layout.servers) {
    const site = names.servers[box.server]?.site ?? -1;
    if (outages.sites.has(site)) places.push({ site, where: 'server', x: box.x + box.width / 2, y: box.y + box.height });
  }
  layout.cards.forEach((card, index) => {
    if (!outages.sites.has(card.site)) return;
    const uses = layout.servers.filter((box) => isUsed(connections, index, box.server));
    // A LAN that a cut does not touch is drawn whole.
    if (uses.length > 0 && uses.every((box) => isLanTrunk(names, card, box.server))) return;
    places.push({ site: card.site, where: 'card', x: card.riserX, y: card.y });
  });
  return places;
}
