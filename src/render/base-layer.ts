/** What changes seldom: the WAN band, servers, trunks, cards, subnet boxes, buses, walls, titles. Canvas2D, drawn anew when the camera, the layout or the counts change. */
import type { Bus, Rect, SiteCard } from '../layout/types';
import { lineWidth, type Connections } from './connections';
import { linkPath } from './link-path';
import { fadeInto } from './lod';
import { withAlpha, type Palette } from './palette';
import type { Scene } from './scene';
import { compactCount, fitted, plural, setFont, widthOf } from './text';
import { controls, curveTo, firstRowTop, isFirstRow, mainsOf, type Curve, type Main } from './trunks';
import { isFanned } from './marks-layer';
import { isVisible, type View } from './view';
import { BACKWARD_LEADER, FORWARD_LEADER } from '../sim/state-bits';

type Context = CanvasRenderingContext2D;
const MOST_LABELS = 150;
const MOST_CROSS_LINKS = 1_500;
const LONGEST_WALK = 3_000;

export class BaseLayer {
  private readonly context: Context;
  private readonly scene: Scene;
  private readonly view: View;
  private readonly selection: number | null;

  constructor(context: Context, scene: Scene, view: View, selection: number | null) {
    this.context = context;
    this.scene = scene;
    this.view = view;
    this.selection = selection;
  }

  draw(): void {
    const { context, view, scene } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = view.palette.page;
    context.fillRect(0, 0, view.width, view.height);
    if (!scene.layout) return;
    this.drawBand();
    this.drawServerLinks();
    this.drawTrunks();
    this.drawCards();
    this.drawBoxes();
    this.drawChain();
    this.drawRisers();
    this.drawFans();
    this.drawCrossLinks();
    this.drawUnmanaged();
    this.drawTitles();
    this.drawServers();
  }

  /** After the marks: walls stand in front of them. */
  drawWalls(context: Context): void {
    const { scene, view } = this;
    if (!scene.layout || view.cell < 1.25) return;
    context.globalAlpha = scene.reflow.opacity;
    for (const wall of scene.layout.walls) if (isVisible(view, wall)) drawWall(context, this.screen(wall), view.palette, view.dpr);
    context.globalAlpha = 1;
  }

  private x(world: number): number {
    return world * this.view.scale + this.view.offsetX;
  }
  private y(world: number): number {
    return world * this.view.scale + this.view.offsetY;
  }
  private screen(rect: Rect): Rect {
    const x = Math.round(this.x(rect.x));
    const y = Math.round(this.y(rect.y));
    return { x, y, width: Math.max(1, Math.round(this.x(rect.x + rect.width)) - x), height: Math.max(1, Math.round(this.y(rect.y + rect.height)) - y) };
  }

  /** World widths of WAN lines grow with the square root of the zoom: readable from afar, not in the way from near. */
  private stroke(connections: number): number {
    const { view, scene } = this;
    const zoom = view.scale / view.dpr;
    // A small map has slimmer lines, all by the same factor.
    const size = Math.min(1, Math.max(0.45, Math.sqrt((scene.layout?.cell ?? 1) / 54)));
    return Math.max(view.dpr, lineWidth(connections, scene.slotCount) * size * Math.sqrt(zoom) * view.dpr);
  }

  private drawBand(): void {
    const { context, view } = this;
    const { wanBand } = this.scene.layout!;
    const top = Math.round(this.y(wanBand.top));
    const bottom = Math.round(this.y(wanBand.bottom));
    context.fillStyle = view.palette.band;
    context.fillRect(0, top, view.width, bottom - top);
    context.strokeStyle = view.palette.line;
    context.lineWidth = view.dpr;
    context.setLineDash([2 * view.dpr, 5 * view.dpr]);
    context.beginPath();
    for (const y of [top, bottom]) {
      context.moveTo(0, y + 0.5);
      context.lineTo(view.width, y + 0.5);
    }
    context.stroke();
    context.setLineDash([]);
    setFont(context, 11 * view.dpr, 500);
    context.fillStyle = view.palette.muted;
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    const left = Math.max(12 * view.dpr, this.x(0) + 14 * view.dpr);
    if (bottom - top > 24 * view.dpr) context.fillText('WAN / internet', left, (top + bottom) / 2);
    if (firstRowTop(this.scene.layout!) * view.scale + view.offsetY - bottom >= 12 * view.dpr) context.fillText('LAN', left, bottom + 9 * view.dpr);
  }

  private drawServerLinks(): void {
    const { context, view, scene } = this;
    const { servers } = scene.layout!;
    context.strokeStyle = view.palette.link;
    context.lineWidth = 2 * view.dpr;
    context.setLineDash([]);
    for (const server of servers) {
      const upstream = servers.find((other) => other.server === scene.names.servers[server.server]?.upstream);
      if (!upstream) continue;
      context.beginPath();
      context.moveTo(this.x(server.x + server.width / 2), this.y(server.y + server.height / 2));
      context.lineTo(this.x(upstream.x + upstream.width / 2), this.y(upstream.y + upstream.height / 2));
      context.stroke();
    }
  }

  /** NET-3: within the server's own site it is LAN. */
  private trunkColour(card: SiteCard, server: number): string {
    const isLan = !card.remote && this.scene.names.servers[server]?.site === card.site;
    return isLan ? this.view.palette.link : this.view.palette.wan;
  }

  private drawTrunks(): void {
    const { scene, context } = this;
    const layout = scene.layout!;
    const counts = scene.connections;
    if (!counts) return;
    context.lineCap = 'butt';
    layout.cards.forEach((card, index) => {
      if (!isFirstRow(layout, card)) return;
      for (const server of layout.servers) {
        const connections = counts.perTrunk[index * counts.serverCount + server.server]!;
        const colour = this.trunkColour(card, server.server);
        if (connections > 0) this.strokeCurve(curveTo(server, { riserX: card.riserX, y: card.y + 1 }), connections, colour, 0.86);
        else if (scene.isServedBy(index, server.server)) this.strokeCurve(curveTo(server, card), 0, colour, 0.22);
      }
    });
    for (const main of mainsOf(layout, counts)) this.drawMain(main, counts);
  }

  private drawMain(main: Main, counts: Connections): void {
    const { scene, context, view } = this;
    const layout = scene.layout!;
    const server = layout.servers.find((box) => box.server === main.server)!;
    const widest = Math.max(view.dpr, main.widest * view.scale);
    const widthFor = (connections: number): number => Math.min(widest, this.stroke(connections));
    const top = firstRowTop(layout);
    this.strokeCurve({ x0: server.x + server.width / 2, y0: server.y + server.height, x1: main.x, y1: top }, main.connections, view.palette.wan, 0.86, widest);
    context.globalAlpha = 0.86;
    context.lineJoin = 'miter';
    context.beginPath();
    context.moveTo(this.x(main.x), this.y(top));
    context.lineTo(this.x(main.x), this.y(main.y));
    context.lineTo(this.x(main.end), this.y(main.y));
    context.stroke();
    for (const index of main.cards) {
      const card = layout.cards[index]!;
      this.segment(card.riserX, main.y, card.riserX, card.y, widthFor(counts.perTrunk[index * counts.serverCount + main.server]!));
    }
    context.globalAlpha = 1;
  }

  private strokeCurve(curve: Curve, connections: number, colour: string, alpha: number, widest = Infinity): void {
    const { context, view } = this;
    const { y1c, y2c } = controls(curve);
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = connections > 0 ? Math.min(widest, Math.max(1.5 * view.dpr, this.stroke(connections))) : view.dpr;
    context.beginPath();
    context.moveTo(this.x(curve.x0), this.y(curve.y0));
    context.bezierCurveTo(this.x(curve.x0), this.y(y1c), this.x(curve.x1), this.y(y2c), this.x(curve.x1), this.y(curve.y1));
    context.stroke();
    context.globalAlpha = 1;
  }

  private drawCards(): void {
    const { context, view, scene } = this;
    const { palette, dpr } = view;
    for (const card of scene.layout!.cards) {
      const place = scene.reflow.card(card.site, card);
      if (!isVisible(view, place, 4)) continue;
      const { x, y, width, height } = this.screen(place);
      context.beginPath();
      context.roundRect(x + 0.5, y + 0.5, width, height, Math.min(10 * dpr, width * 0.1));
      context.fillStyle = card.remote ? palette.remoteCard : palette.card;
      context.fill();
      context.lineWidth = dpr;
      context.strokeStyle = card.remote ? palette.wanLine : palette.line;
      context.setLineDash(card.remote ? [4 * dpr, 4 * dpr] : []);
      context.stroke();
    }
    context.setLineDash([]);
  }

  private drawBoxes(): void {
    const { context, view, scene } = this;
    const { palette, dpr } = view;
    const layout = scene.layout!;
    context.beginPath();
    let fine = false;
    for (const box of layout.boxes) {
      if (layout.cards[box.card]!.remote && layout.stretches[box.firstStretch]?.alone) continue;
      const place = scene.reflow.box(box.subnet, box);
      if (!isVisible(view, place)) continue;
      const { x, y, width, height } = this.screen(place);
      fine ||= width > 24 * dpr;
      if (width > 24 * dpr) context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, Math.min(7 * dpr, width * 0.06));
      else context.rect(x, y, width, height);
    }
    context.fillStyle = palette.subnet;
    context.fill();
    if (!fine) return;
    context.strokeStyle = palette.line;
    context.lineWidth = dpr;
    context.stroke();
  }

  /** A glow under the selected client's chain: as far as links lead from it. */
  private drawChain(): void {
    const { context, view, scene } = this;
    if (this.selection === null || !scene.isPlaced(this.selection) || view.cell < 2 || scene.reflow.active) return;
    context.globalAlpha = 0.34;
    context.strokeStyle = view.palette.focus;
    context.lineWidth = Math.max(3 * view.dpr, view.cell * 0.46);
    context.lineJoin = 'round';
    context.lineCap = 'round';
    context.beginPath();
    for (const links of [scene.forward, scene.backward]) {
      let slot = this.selection;
      context.moveTo(this.x(scene.positions[2 * slot]!), this.y(scene.positions[2 * slot + 1]!));
      for (let steps = 0; steps < LONGEST_WALK; steps++) {
        slot = links[slot] ?? -1;
        if (!scene.isPlaced(slot)) break;
        context.lineTo(this.x(scene.positions[2 * slot]!), this.y(scene.positions[2 * slot + 1]!));
      }
    }
    context.stroke();
    context.lineCap = 'butt';
    context.globalAlpha = 1;
  }

  /** The bus above each row of boxes, and the riser that tapers as rows peel off. */
  private drawRisers(): void {
    const { context, view, scene } = this;
    const layout = scene.layout!;
    const counts = scene.connections;
    if (!counts) return;
    context.globalAlpha = (0.5 + 0.36 * fadeInto(2, view.cell)) * scene.reflow.opacity;
    const byCard = new Map<number, { bus: Bus; connections: number }[]>();
    layout.buses.forEach((bus, index) => {
      const list = byCard.get(bus.card) ?? [];
      list.push({ bus, connections: counts.perBus[index]! });
      byCard.set(bus.card, list);
    });
    for (const [index, rows] of byCard) {
      const card = layout.cards[index]!;
      if (!isVisible(view, card, 2)) continue;
      let below = counts.perCard[index]!;
      if (below === 0) continue;
      const isFan = card.remote && this.fanned(index);
      const servers = layout.servers.filter((server) => counts.perTrunk[index * counts.serverCount + server.server]! > 0);
      context.strokeStyle = this.trunkColour(card, servers[0]?.server ?? -1);
      let y = card.y;
      if (isFan) {
        for (const row of this.fanRows(index)) {
          if (below > 0) this.segment(card.riserX, y, card.riserX, row.y, this.stroke(below));
          below -= row.connections;
          y = row.y;
        }
        continue;
      }
      for (const { bus, connections } of rows) {
        if (below > 0) this.segment(card.riserX, y, card.riserX, bus.y, this.stroke(below));
        if (connections > 0)
          this.segment(bus.x0, bus.y, bus.riserX + this.stroke(below) / 2 / view.scale, bus.y, Math.min(this.stroke(connections), view.dpr * 2.5));
        below -= connections;
        y = bus.y;
      }
    }
    context.globalAlpha = 1;
  }

  private segment(x0: number, y0: number, x1: number, y1: number, width: number): void {
    const { context } = this;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(this.x(x0), this.y(y0));
    context.lineTo(this.x(x1), this.y(y1));
    context.stroke();
  }

  /** Whether each client of this remote card has a curve of its own. */
  private fanned(card: number): boolean {
    const layout = this.scene.layout!;
    return layout.boxes.every(
      (box) =>
        box.card !== card ||
        (box.stretchCount === 1 && layout.stretches[box.firstStretch]!.alone && isFanned(layout.stretches[box.firstStretch]!.slots.length)),
    );
  }

  /** Each remote client has its own thin WAN line: rows of them fan out from the riser. */
  private drawFans(): void {
    const { context, view, scene } = this;
    if (view.detail.ribbons <= 0 || scene.reflow.active) return;
    const layout = scene.layout!;
    context.strokeStyle = view.palette.wanLine;
    context.lineWidth = Math.max(view.dpr, 0.022 * view.cell);
    context.globalAlpha = 0.9 * view.detail.ribbons;
    context.beginPath();
    for (const box of layout.boxes) {
      const card = layout.cards[box.card]!;
      if (card.remote && isVisible(view, card) && this.fanned(box.card)) this.fanOf(layout.stretches[box.firstStretch]!.slots, card.riserX);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  private fanOf(slots: Int32Array, rootX: number): void {
    const { context, scene } = this;
    const { cell } = scene.layout!;
    for (const slot of slots) {
      if (((scene.state[slot] ?? 0) & (FORWARD_LEADER | BACKWARD_LEADER)) === 0) continue;
      const x = scene.positions[2 * slot]!;
      const y = scene.positions[2 * slot + 1]!;
      context.moveTo(this.x(rootX), this.y(y - 0.95 * cell));
      context.bezierCurveTo(this.x(rootX), this.y(y - 0.5 * cell), this.x(x), this.y(y - 0.8 * cell), this.x(x), this.y(y - 0.4 * cell));
    }
  }

  /** Connections of a fanned card by row of its grid, from the top: where each row leaves the riser. */
  private fanRows(card: number): { readonly y: number; readonly connections: number }[] {
    const { scene } = this;
    const layout = scene.layout!;
    const rows = new Map<number, number>();
    for (const box of layout.boxes) {
      if (box.card !== card) continue;
      for (const slot of layout.stretches[box.firstStretch]!.slots) {
        const bits = scene.state[slot] ?? 0;
        const leads = ((bits & FORWARD_LEADER) === 0 ? 0 : 1) + ((bits & BACKWARD_LEADER) === 0 ? 0 : 1);
        const y = scene.layout!.positions[2 * slot + 1]! - 0.95 * layout.cell;
        rows.set(y, (rows.get(y) ?? 0) + leads);
      }
    }
    return [...rows].map(([y, connections]) => ({ y, connections })).sort((a, b) => a.y - b.y);
  }

  /** Links between boxes: a chain that spans subnets, or sites (then red, NET-3). */
  private drawCrossLinks(): void {
    const { context, view, scene } = this;
    if (view.detail.ribbons <= 0 || scene.reflow.active) return;
    const most = Math.min(scene.crossLinks.length, 2 * MOST_CROSS_LINKS);
    context.lineWidth = Math.max(view.dpr, view.cell * 0.09);
    context.lineJoin = 'round';
    context.globalAlpha = view.detail.ribbons;
    for (let i = 0; i < most; i += 2) {
      const [from, to] = [scene.crossLinks[i]!, scene.crossLinks[i + 1]!];
      if (!scene.isPlaced(from) || !scene.isPlaced(to)) continue;
      const path = linkPath(scene, from, to);
      context.strokeStyle = scene.isWanLink(from, to) ? view.palette.wan : view.palette.link;
      context.beginPath();
      context.moveTo(this.x(path[0]!), this.y(path[1]!));
      for (let p = 2; p < path.length; p += 2) context.lineTo(this.x(path[p]!), this.y(path[p + 1]!));
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  private drawUnmanaged(): void {
    const { context, view, scene } = this;
    const { unmanaged, cell } = scene.layout!;
    const side = Math.max(1, cell * 0.3 * view.scale);
    if (unmanaged.length === 0 || side < 1.5) return;
    context.strokeStyle = view.palette.offline;
    context.lineWidth = Math.max(1, side * 0.14);
    context.beginPath();
    for (let i = 0; i < unmanaged.length; i += 2) context.rect(this.x(unmanaged[i]!) - side / 2, this.y(unmanaged[i + 1]!) - side / 2, side, side);
    context.stroke();
  }

  private drawTitles(): void {
    const { view, scene } = this;
    const layout = scene.layout!;
    let labels = 0;
    layout.cards.forEach((card, index) => {
      const place = scene.reflow.card(card.site, card);
      if (labels >= MOST_LABELS || !isVisible(view, place)) return;
      if (this.drawTitle(card, place, index)) labels++;
    });
    if (view.cell < 9) return;
    for (const box of layout.boxes) {
      if (labels >= MOST_LABELS) break;
      const place = scene.reflow.box(box.subnet, box);
      if (isVisible(view, place) && this.drawBoxLabel(place, box.subnet, box.labelHeight)) labels++;
    }
  }

  private drawTitle(card: SiteCard, place: Rect, index: number): boolean {
    const { context, view, scene } = this;
    const { dpr, palette } = view;
    const strip = (card.titleHeight * view.scale) / dpr;
    const name = scene.names.sites[card.site]?.name ?? '';
    if (strip < 9 || name === '') return false;
    const left = Math.max(this.x(place.x), 0) + Math.min(12, strip * 0.3) * dpr;
    const right = Math.min(this.x(card.riserX) - 8 * dpr, view.width);
    const room = right - left;
    const counts = scene.connections;
    const detail =
      card.clients === 0 ? 'no clients' : `${plural(card.clients, 'client', 'clients')} · ${this.connectionWords(card, index, counts?.perCard[index] ?? 0)}`;
    const top = this.y(place.y);
    const size = Math.min(13.5, Math.max(9, strip * 0.5));
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    setFont(context, size * dpr, 650);
    const title = fitted(context, name, room);
    if (title === '') return false;
    const used = widthOf(context, title);
    const twoLines = strip >= 36;
    context.fillStyle = palette.text;
    context.fillText(title, left, top + (twoLines ? 18 : Math.min(strip * 0.72, 18)) * dpr);
    setFont(context, Math.min(11.5, size) * dpr, 450);
    context.fillStyle = palette.muted;
    if (twoLines) context.fillText(this.fit(detail, card, index, room), left, top + 33 * dpr);
    else if (strip >= 14 && used + 10 * dpr + widthOf(context, detail) <= room)
      context.fillText(detail, left + used + 10 * dpr, top + Math.min(strip * 0.72, 18) * dpr);
    return true;
  }

  /** The long form, or numbers only, or nothing: never half a number. */
  private fit(detail: string, card: SiteCard, index: number, room: number): string {
    const { context, scene } = this;
    const connections = scene.connections?.perCard[index] ?? 0;
    const short = `${compactCount(card.clients)} · ${this.connectionWords(card, index, connections)}`;
    return [detail, short, compactCount(card.clients)].find((text) => widthOf(context, text) <= room) ?? '';
  }

  private connectionWords(card: SiteCard, index: number, connections: number): string {
    const counts = this.scene.connections;
    const lan =
      !card.remote &&
      counts !== null &&
      this.scene.names.servers.some((server, i) => server.site === card.site && (counts.perTrunk[index * counts.serverCount + i] ?? 0) === connections);
    return `${compactCount(connections)} ${lan && connections > 0 ? 'LAN' : 'WAN'}`;
  }

  private drawBoxLabel(place: Rect, subnet: number, labelHeight: number): boolean {
    const { context, view, scene } = this;
    const strip = (labelHeight * view.scale) / view.dpr;
    const label = scene.names.subnets[subnet]?.label ?? '';
    if (strip < 10 || label === '') return false;
    const size = Math.min(12, Math.max(9.5, strip * 0.66));
    setFont(context, size * view.dpr, 450);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillStyle = view.palette.muted;
    const inset = 7 * view.dpr;
    const text = fitted(context, label, place.width * view.scale - 2 * inset + 6);
    if (text === '') return false;
    context.fillText(text, this.x(place.x) + inset, this.y(place.y + place.height - labelHeight / 2) - view.dpr);
    return true;
  }

  private drawServers(): void {
    const { context, view, scene } = this;
    const { palette, dpr } = view;
    const zoom = view.scale / dpr;
    for (const server of scene.layout!.servers) {
      if (!isVisible(view, server, 4)) continue;
      const { x, y, width, height } = this.screen(server);
      const kind = scene.names.servers[server.server]?.kind ?? 'server';
      context.beginPath();
      context.roundRect(x + 0.5, y + 0.5, width, height, 9 * dpr * Math.min(1.5, zoom));
      context.fillStyle = palette.card;
      context.fill();
      context.lineWidth = 2 * dpr;
      context.strokeStyle = kind === 'module' ? palette.offline : palette.wan;
      context.stroke();
      if (height < 12 * dpr) continue;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      const size = Math.min(14, Math.max(9, (height / dpr) * 0.3));
      const connections = scene.connections?.perServer[server.server] ?? 0;
      const two = height >= 32 * dpr;
      setFont(context, size * dpr, 650);
      context.fillStyle = palette.text;
      context.fillText(fitted(context, scene.names.servers[server.server]?.name ?? '', width - 10 * dpr), x + width / 2, y + height * (two ? 0.36 : 0.52));
      if (!two || kind === 'module') continue;
      setFont(context, Math.min(11.5, size) * dpr, 450);
      context.fillStyle = palette.muted;
      context.fillText(fitted(context, plural(connections, 'connection', 'connections'), width - 8 * dpr), x + width / 2, y + height * 0.7);
    }
  }
}

/** Courses of bricks; far away a solid bar. */
export function drawWall(context: CanvasRenderingContext2D, rect: Rect, palette: Palette, dpr: number): void {
  const { x, y, width, height } = rect;
  context.fillStyle = palette.blocked;
  context.fillRect(x, y, width, height);
  if (width < 6 * dpr) return;
  const course = Math.max(4 * dpr, Math.min(9 * dpr, width * 0.42));
  context.strokeStyle = palette.mortar;
  context.lineWidth = Math.max(1, dpr);
  context.beginPath();
  for (let row = 0; row * course < height; row++) {
    const top = Math.round(y + row * course) + 0.5;
    context.moveTo(x, top);
    context.lineTo(x + width, top);
    const joint = Math.round(x + width * (row % 2 === 0 ? 0.34 : 0.72)) + 0.5;
    context.moveTo(joint, top);
    context.lineTo(joint, Math.min(y + height, top + course));
  }
  context.stroke();
  context.strokeStyle = withAlpha(palette.subnet, 0.9);
}
