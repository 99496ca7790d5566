/** Sites, lines and servers as places of the map: where they are, which lines are theirs, what they carry, and their glow. */
import type { Rect } from '../layout/types';
import { sitesOf, type Hit } from './hit-test';
import type { Scene } from './scene';
import type { View } from './view';
import type { WanLine } from './wan-lines';

/** World px. */
export function whereIsPlace({ layout }: Scene, place: Hit): { readonly x: number; readonly y: number } | null {
  if (place.kind === 'server') {
    const box = layout?.servers.find((one) => one.server === place.server);
    return box ? { x: box.x + box.width / 2, y: box.y + box.height } : null;
  }
  const site = sitesOf(place)[0] ?? -1;
  const card = layout?.cards.find((one) => one.site === site);
  return card ? { x: card.x + card.width / 2, y: card.y + card.titleHeight } : null;
}

export function connectionsOf({ layout, connections }: Scene, place: Hit): number {
  if (!layout || !connections) return 0;
  if (place.kind === 'server') return connections.perServer[place.server] ?? 0;
  if (place.kind === 'bus') return connections.perBus[place.bus] ?? 0;
  let sum = 0;
  const sites = sitesOf(place);
  layout.cards.forEach((card, index) => {
    if (!sites.includes(card.site)) return;
    const server = place.kind === 'trunk' ? place.server : -1;
    sum += (server < 0 ? connections.perCard[index] : connections.perTrunk[index * connections.serverCount + server]) ?? 0;
  });
  return sum;
}

export interface PlaceLine {
  readonly points: readonly number[];
  /** CSS px. */
  readonly width: number;
}

/** The lines that a place lights up. */
export function linesOfPlace({ wan, layout }: Scene, place: Hit): PlaceLine[] {
  if (!layout || place.kind === 'server') return [];
  const sites = sitesOf(place);
  const servers = layout.servers.length;
  const isPart = (line: WanLine): boolean => {
    if (place.kind === 'bus') return line.bus === place.bus && line.kind === 'bus';
    if (line.kind === 'bus' || !line.sites.some((site) => sites.includes(site))) return false;
    if (place.kind !== 'trunk') return true;
    if (place.server < 0) return line.kind === 'riser';
    // One site of a row of cards: its own part of the way, and the common one.
    return line.server === place.server && (line.kind === 'main' || line.kind === 'trunk');
  };
  const widthOf = (line: WanLine): number => {
    if (line.kind === 'bus') return wan.widthOf(wan.values.perBus[line.bus] ?? 0);
    if (line.kind === 'riser') return wan.widthOf(wan.values.perCard[line.card] ?? 0);
    if (line.kind === 'trunk') return wan.widthOf(wan.values.perTrunk[line.card * servers + line.server] ?? 0);
    return line.sites.length;
  };
  return wan.lines.filter(isPart).map((line) => ({ points: line.points, width: widthOf(line) }));
}

/** What is framed: a server, or the title of a site. */
export function outlineOf({ layout }: Scene, place: Hit): Rect | null {
  if (place.kind === 'server') return layout?.servers.find((box) => box.server === place.server) ?? null;
  if (place.kind !== 'title') return null;
  return layout?.cards.find((card) => card.site === place.site) ?? null;
}

/** A glow along the lines, or a frame around the server or the site. */
export function drawPlace(context: CanvasRenderingContext2D, scene: Scene, view: View, place: Hit): void {
  const { scale, offsetX, offsetY, dpr } = view;
  context.strokeStyle = view.palette.focus;
  context.lineJoin = 'round';
  context.setLineDash([]);
  context.globalAlpha = 0.26;
  for (const { points, width } of linesOfPlace(scene, place)) {
    context.lineWidth = (width + 6) * dpr;
    context.beginPath();
    context.moveTo(points[0]! * scale + offsetX, points[1]! * scale + offsetY);
    for (let i = 2; i < points.length; i += 2) context.lineTo(points[i]! * scale + offsetX, points[i + 1]! * scale + offsetY);
    context.stroke();
  }
  context.globalAlpha = 1;
  const outline = outlineOf(scene, place);
  if (!outline) return;
  context.lineWidth = 2 * dpr;
  context.beginPath();
  context.roundRect(outline.x * scale + offsetX, outline.y * scale + offsetY, outline.width * scale, outline.height * scale, 8 * dpr);
  context.stroke();
}
