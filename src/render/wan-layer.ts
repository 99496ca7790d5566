/** Everything that runs to the servers: trunks, mains, risers, buses, and the fans of remote clients. */
import type { Bus, ServerBox, SiteCard } from '../layout/types';
import { BACKWARD_LEADER, FORWARD_LEADER } from '../sim/state-bits';
import { cutPlaces, GAP, type CutPlace } from './cut-places';
import { fadeInto } from './lod';
import { hasFan } from './tick-painter';
import { LEAST_LINE, Pen } from './pen';
import { controls, curveTo, firstRowTop, isFirstRow, isUsed, type Curve, type Main } from './trunks';
import { isVisible } from './view';
import { isLanTrunk } from './wan-values';

/** Opacity of lines that carry something, and of those that do not. */
const CARRIES = 0.86;
const EMPTY = 0.4;

export class WanLayer extends Pen {
  /** What carries nothing because something is down is grey. */
  private trunkColour(card: SiteCard, server: number): string {
    if (this.scene.isInterrupted(card.site, server)) return this.view.palette.offline;
    return isLanTrunk(this.scene.names, card, server) ? this.view.palette.link : this.view.palette.wan;
  }

  /** The trunks of the first row; LAN lines last, so that no mark of a WAN lies over them. */
  drawTrunks(): void {
    const { scene, context } = this;
    const layout = scene.layout!;
    const counts = scene.connections;
    if (!counts) return;
    context.lineCap = 'butt';
    for (const lan of [false, true]) {
      layout.cards.forEach((card, index) => {
        if (!isFirstRow(layout, card)) return;
        for (const server of layout.servers)
          if (isUsed(counts, index, server.server) && isLanTrunk(scene.names, card, server.server) === lan) this.drawTrunk(card, index, server);
      });
      if (!lan) for (const main of scene.wan.mains) this.drawMain(main);
      if (!lan) this.drawCuts('server');
    }
  }

  /** A line that is interrupted is dashed; where a WAN is cut it has a gap, which a mark stands in. */
  private drawTrunk(card: SiteCard, index: number, server: ServerBox): void {
    const { context, view, scene } = this;
    const { perTrunk } = scene.wan.values;
    const value = perTrunk[index * scene.connections!.serverCount + server.server]!;
    const colour = this.trunkColour(card, server.server);
    const isDown = scene.isInterrupted(card.site, server.server);
    const gap = this.gapOf(card, server.server);
    if (isDown) context.setLineDash([5 * view.dpr, 4 * view.dpr]);
    this.strokeCurve(curveTo(server, { riserX: card.riserX, y: card.y + 1 - gap }), value, colour, value > 0 ? CARRIES : EMPTY);
    context.setLineDash([]);
    if (gap === 0) return;
    context.strokeStyle = colour;
    this.segment(card.riserX, card.y - gap * 0.25, card.riserX, card.y + 1, this.stroke(value));
  }

  /** Length of the gap above a card whose WAN is cut (NET-1), world px. */
  private gapOf(card: SiteCard, server: number): number {
    const { scene, view } = this;
    if (!scene.outages.sites.has(card.site) || isLanTrunk(scene.names, card, server)) return 0;
    return Math.min(GAP * view.dpr, GAP * view.dpr * scene.layout!.unit + 2) / view.scale;
  }

  /** Where the WAN of a site is cut: its line has a gap, with two bars in it. */
  drawCuts(where: CutPlace['where']): void {
    const { view, scene } = this;
    if (scene.outages.sites.size === 0 || scene.reflow.active) return;
    for (const place of cutPlaces(scene)) {
      if (place.where !== where || !isVisible(view, { x: place.x, y: place.y, width: 0, height: 0 }, 24 / Math.min(1, view.scale))) continue;
      const y = this.y(place.y) + (where === 'card' ? -1 : 1) * Math.min(7 * view.dpr, 7 * view.dpr * scene.layout!.unit + 2);
      this.drawCut(this.x(place.x), y);
    }
  }

  private drawCut(x: number, y: number): void {
    const { context, view, scene } = this;
    const { palette, dpr } = view;
    const reach = Math.max(6 * dpr, Math.min(10 * dpr, 13 * dpr * scene.layout!.unit));
    context.globalAlpha = 1;
    context.lineCap = 'round';
    for (const [colour, width] of [
      [palette.page, 7],
      [palette.blocked, 2.5],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width * dpr;
      context.beginPath();
      for (const side of [-1, 1]) {
        context.moveTo(x - reach, y + side * 2.8 * dpr + 0.3 * reach);
        context.lineTo(x + reach, y + side * 2.8 * dpr - 0.3 * reach);
      }
      context.stroke();
    }
    context.lineCap = 'butt';
  }

  private drawMain(main: Main): void {
    const { scene, context, view } = this;
    const layout = scene.layout!;
    const { serverCount } = scene.connections!;
    const server = layout.servers.find((box) => box.server === main.server)!;
    const top = firstRowTop(layout);
    const value = scene.wan.valueOfMain(main, serverCount);
    const stopped = main.cards.every((card) => scene.isInterrupted(layout.cards[card]!.site, main.server));
    context.setLineDash(stopped ? [5 * view.dpr, 4 * view.dpr] : []);
    const colour = stopped ? view.palette.offline : view.palette.wan;
    this.strokeCurve({ x0: server.x + server.width / 2, y0: server.y + server.height, x1: main.x, y1: top }, value, colour, value > 0 ? CARRIES : EMPTY);
    context.globalAlpha = value > 0 ? CARRIES : EMPTY;
    context.lineJoin = 'miter';
    context.beginPath();
    context.moveTo(this.x(main.x), this.y(top));
    context.lineTo(this.x(main.x), this.y(main.y));
    context.lineTo(this.x(main.end), this.y(main.y));
    context.stroke();
    for (const index of main.cards) {
      const card = layout.cards[index]!;
      const own = scene.wan.values.perTrunk[index * serverCount + main.server]!;
      const isDown = scene.isInterrupted(card.site, main.server);
      context.globalAlpha = own > 0 ? CARRIES : EMPTY;
      context.strokeStyle = this.trunkColour(card, main.server);
      context.setLineDash(isDown ? [5 * view.dpr, 4 * view.dpr] : []);
      this.segment(card.riserX, main.y, card.riserX, card.y, this.stroke(own));
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  private strokeCurve(curve: Curve, value: number, colour: string, alpha: number): void {
    const { context } = this;
    const { y1c, y2c } = controls(curve);
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = this.stroke(value);
    context.beginPath();
    context.moveTo(this.x(curve.x0), this.y(curve.y0));
    context.bezierCurveTo(this.x(curve.x0), this.y(y1c), this.x(curve.x1), this.y(y2c), this.x(curve.x1), this.y(curve.y1));
    context.stroke();
    context.globalAlpha = 1;
  }

  /** The bus above each row of boxes, and the riser that tapers as rows peel off. */
  drawRisers(): void {
    const { context, view, scene } = this;
    const layout = scene.layout!;
    const counts = scene.connections;
    if (!counts) return;
    const byCard = new Map<number, number[]>();
    layout.buses.forEach((bus, index) => {
      const list = byCard.get(bus.card);
      if (list) list.push(index);
      else byCard.set(bus.card, [index]);
    });
    const shown = (0.5 + 0.36 * fadeInto(2, view.cell)) * scene.reflow.opacity;
    for (const [index, buses] of byCard) {
      const card = layout.cards[index]!;
      if (!isVisible(view, card, 2)) continue;
      const servers = layout.servers.filter((server) => isUsed(counts, index, server.server));
      context.strokeStyle = this.riserColour(card, servers);
      context.setLineDash(this.isSilent(card, servers) ? [5 * view.dpr, 4 * view.dpr] : []);
      if (card.remote && hasFan(layout, index)) this.drawFanRiser(card, index, shown);
      else this.drawRiser(card, index, buses, shown);
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  private drawRiser(card: SiteCard, index: number, buses: readonly number[], shown: number): void {
    const { context, view, scene } = this;
    const { perCard, perBus } = scene.wan.values;
    // Among squares of few px a line stands back.
    const least = 1 + (LEAST_LINE - 1) * fadeInto(2, view.cell);
    let below = perCard[index]!;
    let { y } = card;
    for (const at of buses) {
      const bus: Bus = scene.layout!.buses[at]!;
      const value = perBus[at]!;
      context.globalAlpha = shown * (below > 0 ? 1 : EMPTY);
      this.segment(card.riserX, y, card.riserX, bus.y, this.stroke(below, least));
      context.globalAlpha = shown * (value > 0 ? 1 : EMPTY);
      this.segment(bus.x0, bus.y, bus.riserX + this.stroke(below, least) / 2 / view.scale, bus.y, this.stroke(value, least));
      below = Math.max(0, below - value);
      y = bus.y;
    }
  }

  /** The share of each row of the fan leaves the riser there. */
  private drawFanRiser(card: SiteCard, index: number, shown: number): void {
    const { context, scene } = this;
    const all = scene.wan.values.perCard[index]!;
    const connections = scene.connections!.perCard[index]!;
    let below = connections;
    let { y } = card;
    for (const row of this.fanRows(index)) {
      const value = connections > 0 ? (all * below) / connections : all;
      context.globalAlpha = shown * (value > 0 ? 1 : EMPTY);
      this.segment(card.riserX, y, card.riserX, row.y, this.stroke(value));
      below -= row.connections;
      y = row.y;
      if (below <= 0 && connections > 0) return;
    }
  }

  /** No server that the card's leaders know can be reached. */
  private isSilent(card: SiteCard, servers: readonly ServerBox[]): boolean {
    return servers.length > 0 && servers.every((server) => this.scene.isInterrupted(card.site, server.server));
  }
  private riserColour(card: SiteCard, servers: readonly ServerBox[]): string {
    const reached = servers.find((server) => !this.scene.isInterrupted(card.site, server.server)) ?? servers[0];
    return this.trunkColour(card, reached?.server ?? -1);
  }

  private segment(x0: number, y0: number, x1: number, y1: number, width: number): void {
    const { context } = this;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(this.x(x0), this.y(y0));
    context.lineTo(this.x(x1), this.y(y1));
    context.stroke();
  }

  /** Each remote client has its own thin WAN line: rows of them fan out from the riser. */
  drawFans(): void {
    const { context, view, scene } = this;
    if (view.detail.ribbons <= 0 || scene.reflow.active) return;
    const layout = scene.layout!;
    context.strokeStyle = view.palette.wanLine;
    context.lineWidth = Math.max(view.dpr, 0.022 * view.cell);
    context.globalAlpha = 0.9 * view.detail.ribbons;
    context.beginPath();
    for (const box of layout.boxes) {
      const card = layout.cards[box.card]!;
      if (card.remote && isVisible(view, card) && hasFan(layout, box.card)) this.fanOf(layout.stretches[box.firstStretch]!.slots, card.riserX);
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
}
