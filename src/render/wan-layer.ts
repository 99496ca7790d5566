/** Everything that runs to the servers: trunks, mains, risers, buses, and the fans of remote clients. */
import type { Bus, ServerBox, SiteCard } from '../layout/types';
import { BACKWARD_LEADER, FORWARD_LEADER } from '../sim/state-bits';
import type { Connections } from './connections';
import { fadeInto } from './lod';
import { isFanned } from './tick-painter';
import { Pen } from './pen';
import { controls, curveTo, firstRowTop, isFirstRow, mainsOf, type Curve, type Main } from './trunks';
import { isVisible } from './view';

export class WanLayer extends Pen {
  /** NET-3: within the server's own site it is LAN. What carries nothing is grey. */
  private trunkColour(card: SiteCard, server: number): string {
    if (this.scene.isInterrupted(card.site, server)) return this.view.palette.offline;
    const isLan = !card.remote && this.scene.names.servers[server]?.site === card.site;
    return isLan ? this.view.palette.link : this.view.palette.wan;
  }

  drawTrunks(): void {
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
        if (connections > 0) this.drawTrunk(card, server, connections, colour);
        else if (scene.isServedBy(index, server.server)) this.strokeCurve(curveTo(server, card), 0, colour, 0.22);
      }
    });
    for (const main of mainsOf(layout, counts)) this.drawMain(main, counts);
  }

  /** A line that is interrupted is dashed, and where a WAN is cut a bar stands across it. */
  private drawTrunk(card: SiteCard, server: ServerBox, connections: number, colour: string): void {
    const { context, view, scene } = this;
    const curve = curveTo(server, { riserX: card.riserX, y: card.y + 1 });
    const isDown = scene.isInterrupted(card.site, server.server);
    if (isDown) context.setLineDash([5 * view.dpr, 4 * view.dpr]);
    this.strokeCurve(curve, connections, colour, 0.86);
    context.setLineDash([]);
  }

  /** NET-1: nothing leaves or enters this site. */
  private isCut(card: SiteCard): boolean {
    return this.scene.outages.sites.has(card.site);
  }

  /** Where the WAN of a site is cut: its line ends in two bars above the card. */
  drawCuts(): void {
    const { context, view, scene } = this;
    if (scene.outages.sites.size === 0 || scene.reflow.active) return;
    const { palette, dpr } = view;
    for (const card of scene.layout!.cards) {
      if (!this.isCut(card) || !isVisible(view, card, 12)) continue;
      const x = this.x(card.riserX);
      const y = this.y(card.y) - Math.min(7 * dpr, 7 * dpr * scene.layout!.unit + 2);
      const reach = Math.max(5 * dpr, Math.min(9 * dpr, 12 * dpr * scene.layout!.unit));
      context.lineCap = 'round';
      for (const [colour, width] of [
        [palette.page, 6],
        [palette.blocked, 2.5],
      ] as const) {
        context.strokeStyle = colour;
        context.lineWidth = width * dpr;
        context.beginPath();
        for (const side of [-1, 1]) {
          context.moveTo(x - reach, y + side * 2.6 * dpr + 0.3 * reach);
          context.lineTo(x + reach, y + side * 2.6 * dpr - 0.3 * reach);
        }
        context.stroke();
      }
      context.lineCap = 'butt';
    }
  }

  private drawMain(main: Main, counts: Connections): void {
    const { scene, context, view } = this;
    const layout = scene.layout!;
    const server = layout.servers.find((box) => box.server === main.server)!;
    const widest = Math.max(view.dpr, main.widest * view.scale);
    const widthFor = (connections: number): number => Math.min(widest, this.stroke(connections));
    const top = firstRowTop(layout);
    const stopped = scene.isStopped(main.server);
    context.setLineDash(stopped ? [5 * view.dpr, 4 * view.dpr] : []);
    const colour = stopped ? view.palette.offline : view.palette.wan;
    this.strokeCurve({ x0: server.x + server.width / 2, y0: server.y + server.height, x1: main.x, y1: top }, main.connections, colour, 0.86, widest);
    context.globalAlpha = 0.86;
    context.lineJoin = 'miter';
    context.beginPath();
    context.moveTo(this.x(main.x), this.y(top));
    context.lineTo(this.x(main.x), this.y(main.y));
    context.lineTo(this.x(main.end), this.y(main.y));
    context.stroke();
    for (const index of main.cards) {
      const card = layout.cards[index]!;
      context.strokeStyle = this.trunkColour(card, main.server);
      this.segment(card.riserX, main.y, card.riserX, card.y, widthFor(counts.perTrunk[index * counts.serverCount + main.server]!));
    }
    context.setLineDash([]);
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

  /** The bus above each row of boxes, and the riser that tapers as rows peel off. */
  drawRisers(): void {
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
      context.strokeStyle = this.riserColour(card, servers);
      context.setLineDash(this.isSilent(card, servers) ? [5 * view.dpr, 4 * view.dpr] : []);
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
    context.setLineDash([]);
    context.globalAlpha = 1;
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
}
