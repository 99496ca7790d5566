/** What is under a point: no picking buffer, because places have a closed inverse. */
import { placeAt } from '../layout/hairpin';
import type { Layout, Rect, Stretch } from '../layout/types';

export type Hit =
  | { readonly kind: 'client'; readonly slot: number }
  | { readonly kind: 'link'; readonly from: number; readonly to: number }
  | { readonly kind: 'wall'; readonly left: number; readonly right: number; readonly subnet: number }
  | { readonly kind: 'box'; readonly subnet: number }
  | { readonly kind: 'card'; readonly site: number }
  /** The strip with name and counts of a card. */
  | { readonly kind: 'title'; readonly site: number }
  /** The line between sites and a server (−1 = inside the card); several sites where a row of cards shares one. */
  | { readonly kind: 'trunk'; readonly sites: readonly number[]; readonly server: number }
  | { readonly kind: 'bus'; readonly site: number; readonly bus: number }
  | { readonly kind: 'server'; readonly server: number };

/** The sites that a hit is about; none for clients, links and walls. */
export function sitesOf(place: Hit): readonly number[] {
  switch (place.kind) {
    case 'card':
    case 'title':
    case 'bus':
      return [place.site];
    case 'trunk':
      return place.sites;
    default:
      return [];
  }
}

/** Sites, lines and servers have words and a menu of their own. */
export const isPlace = (hit: Hit): boolean => hit.kind === 'server' || sitesOf(hit).length > 0;

export interface LinkColumns {
  readonly forward: ArrayLike<number>;
  readonly backward: ArrayLike<number>;
}

/** Share of a cell around a centre that belongs to the client; between is the link. */
const CLIENT_REACH = 0.42;
const LINK_REACH = 0.2;

export function hitTest(layout: Layout, links: LinkColumns, x: number, y: number): Hit | null {
  for (const server of layout.servers) if (contains(server, x, y)) return { kind: 'server', server: server.server };
  const card = layout.cards.findIndex((rect) => contains(rect, x, y));
  if (card < 0) return null;
  for (const box of layout.boxes) {
    if (box.card !== card || !contains(box, x, y)) continue;
    for (let i = 0; i < box.stretchCount; i++) {
      const stretch = layout.stretches[box.firstStretch + i]!;
      const hit = contains(stretch, x, y) ? hitStretch(stretch, layout.cell, links, x, y) : null;
      if (hit) return hit;
    }
    const wall = layout.walls.find((rect) => rect.box === layout.boxes.indexOf(box) && contains(rect, x, y));
    return wall ? { kind: 'wall', left: wall.left, right: wall.right, subnet: box.subnet } : { kind: 'box', subnet: box.subnet };
  }
  const { site, y: top, titleHeight } = layout.cards[card]!;
  return { kind: y <= top + titleHeight ? 'title' : 'card', site };
}

/** Slot at a place of a stretch's grid, −1 = none. */
export function slotAtCell(stretch: Stretch, column: number, row: number): number {
  if (!stretch.alone) return stretch.slots[placeAt(column, row, stretch.slots.length, stretch.depth)] ?? -1;
  if (column < 0 || column >= stretch.columns || row < 0) return -1;
  return stretch.slots[row * stretch.columns + column] ?? -1;
}

function hitStretch(stretch: Stretch, cell: number, links: LinkColumns, x: number, y: number): Hit | null {
  const column = Math.floor((x - stretch.x) / cell);
  const row = Math.floor((y - stretch.y) / cell);
  const slot = slotAtCell(stretch, column, row);
  if (slot < 0) return null;
  const dx = (x - stretch.x) / cell - column - 0.5;
  const dy = (y - stretch.y) / cell - row - 0.5;
  if (dx * dx + dy * dy <= CLIENT_REACH * CLIENT_REACH) return { kind: 'client', slot };
  const sideways = Math.abs(dx) > Math.abs(dy);
  if (Math.min(Math.abs(dx), Math.abs(dy)) <= LINK_REACH) {
    const other = sideways ? slotAtCell(stretch, column + Math.sign(dx), row) : slotAtCell(stretch, column, row + Math.sign(dy));
    if (other >= 0 && areLinked(links, slot, other)) return { kind: 'link', from: Math.min(slot, other), to: Math.max(slot, other) };
  }
  return { kind: 'client', slot };
}

function areLinked(links: LinkColumns, a: number, b: number): boolean {
  return links.forward[a] === b || links.forward[b] === a || links.backward[a] === b || links.backward[b] === a;
}

function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}
