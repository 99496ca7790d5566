/** What changes seldom: the WAN band, servers, trunks, cards, subnet boxes, buses, walls, titles. Canvas2D, drawn anew when the camera, the layout or the counts change. */
import type { Rect } from '../layout/types';
import type { MapExtras } from './map-extras';
import { linkPath } from './link-path';
import type { Palette } from './palette';
import { Pen } from './pen';
import type { Scene } from './scene';
import { setFont } from './text';
import { TitleLayer } from './title-layer';
import { firstRowTop } from './trunks';
import { isVisible, type View } from './view';
import { WanLayer } from './wan-layer';

const MOST_CROSS_LINKS = 1_500;
const LONGEST_WALK = 3_000;

export class BaseLayer extends Pen {
  private readonly selection: number | null;
  private readonly extras: MapExtras | null;

  constructor(context: CanvasRenderingContext2D, scene: Scene, view: View, selection: number | null, extras: MapExtras | null) {
    super(context, scene, view);
    this.selection = selection;
    this.extras = extras;
  }

  draw(): void {
    const { context, view, scene } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = view.palette.page;
    context.fillRect(0, 0, view.width, view.height);
    if (!scene.layout) return;
    const wan = new WanLayer(context, scene, view);
    const titles = new TitleLayer(context, scene, view);
    this.drawBand();
    this.drawServerLinks();
    wan.drawTrunks();
    this.drawCards();
    this.drawBoxes();
    this.drawChain();
    wan.drawRisers();
    wan.drawFans();
    wan.drawCuts('card');
    this.drawCrossLinks();
    this.drawUnmanaged();
    titles.drawTitles();
    this.extras?.drawLabels(context, scene, view);
    titles.drawServers();
  }

  /** After the marks: walls stand in front of them. */
  drawWalls(context: CanvasRenderingContext2D): void {
    const { scene, view } = this;
    if (!scene.layout || view.cell < 1.25) return;
    context.globalAlpha = scene.reflow.opacity;
    for (const wall of scene.layout.walls) if (isVisible(view, wall)) drawWall(context, this.screen(wall), view.palette, view.dpr);
    context.globalAlpha = 1;
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
}
