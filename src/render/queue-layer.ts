/**
 * What waits at a WAN link (NET-2): blocks in a row, as long as the wait. For the way up they lie at the site, for the way down at the far end of
 * its line; the queues of a site with a server lie at that server.
 */
import type { ServerBox, SiteCard } from '../layout/types';
import { Pen } from './pen';
import { longestWait, siteLink, type SiteRows } from './site-links';
import { setFont, waitWords, widthOf } from './text';
import { firstRowTop, isFirstRow, isUsed } from './trunks';
import type { WanLine } from './wan-lines';
import { BLOCK } from './wan-scales';
import { isLanTrunk } from './wan-values';

export const THICK = 6;
const SEAM = 1.5;
/** A shorter one is no picture of anything; the words about a link still say it. CSS px. */
const SHORTEST = 1;
/** Share of a trunk's way, from the server, where what waits for the way down begins: lines are apart there. */
const DOWN_FROM = 0.3;
const MOST_LABELS = 40;

/** Length in CSS px of a wait. */
export function queueLength(wait: number, perBlock: number): number {
  const length = perBlock === 0 ? 0 : (wait / perBlock) * BLOCK;
  return length < SHORTEST ? 0 : length;
}

export class QueueLayer extends Pen {
  private labels = 0;

  draw(rows: SiteRows): void {
    const { scene } = this;
    if (longestWait(rows) === 0 || scene.wan.scales.scales.perBlock === 0 || scene.reflow.active) return;
    const layout = scene.layout!;
    const hosts = new Set<number>();
    for (const server of layout.servers) {
      const site = scene.names.servers[server.server]?.site ?? -1;
      if (site < 0 || hosts.has(site)) continue;
      hosts.add(site);
      this.atServer(server, rows, site);
    }
    layout.cards.forEach((card, index) => {
      if (!hosts.has(card.site)) this.atCard(card, index, rows);
    });
    for (const line of scene.wan.lines) this.onTheWayDown(line, rows, hosts);
    this.context.globalAlpha = 1;
  }

  private lengthOf(wait: number): number {
    return queueLength(wait, this.scene.wan.scales.scales.perBlock) * this.view.dpr;
  }

  /** What goes out of the server's site lies left of its lines, what comes in right of them. */
  private atServer(server: ServerBox, rows: SiteRows, site: number): void {
    const { view } = this;
    const link = siteLink(rows, site);
    const x = this.x(server.x + server.width / 2);
    const y = this.y(server.y + server.height) + 5 * view.dpr;
    for (const [wait, sign] of [
      [link.waitUp, -1],
      [link.waitDown, 1],
    ] as const) {
      const length = this.lengthOf(wait);
      if (length === 0) continue;
      this.row(x + sign * 8 * view.dpr, y, sign, 0, length);
      this.label(waitWords(wait), x + sign * (12 * view.dpr + length), y, sign < 0 ? 'right' : 'left');
    }
  }

  /** On the card's upper edge, towards its middle. */
  private atCard(card: SiteCard, index: number, rows: SiteRows): void {
    const { view, scene } = this;
    const { waitUp } = siteLink(rows, card.site);
    const length = this.lengthOf(waitUp);
    if (length === 0) return;
    const counts = scene.connections!;
    if (scene.layout!.servers.every((box) => !isUsed(counts, index, box.server) || isLanTrunk(scene.names, card, box.server))) return;
    const x = this.x(card.riserX) - this.stroke(scene.wan.values.perCard[index] ?? 0) / 2 - 3 * view.dpr;
    const y = this.y(card.y) - (THICK / 2 + 1) * view.dpr;
    this.row(x, y, -1, 0, length);
    this.label(waitWords(waitUp), x - length - 4 * view.dpr, y, 'right', this.x(card.x));
  }

  /** On the line, near its server: lines that run close together stay apart. */
  private onTheWayDown(line: WanLine, rows: SiteRows, hosts: ReadonlySet<number>): void {
    if (line.kind !== 'trunk' && line.kind !== 'main') return;
    const { scene } = this;
    const layout = scene.layout!;
    // Cards of lower rows wait where their common line begins.
    if (line.kind === 'trunk' && !isFirstRow(layout, layout.cards[line.card]!)) return;
    let most = 0;
    let waiting = 0;
    for (const site of line.sites) {
      const wait = hosts.has(site) ? 0 : siteLink(rows, site).waitDown;
      if (this.lengthOf(wait) > 0) waiting++;
      most = Math.max(most, wait);
    }
    const length = this.lengthOf(most);
    if (length === 0 || scene.isInterrupted(line.sites[0]!, line.server)) return;
    const words = waiting > 1 ? `${waitWords(most)}, ${waiting} sites wait` : waitWords(most);
    this.onLine(line, length, words);
  }

  private onLine(line: WanLine, length: number, words: string): void {
    const { view } = this;
    const { points } = line;
    const end = line.kind === 'main' ? firstRowTop(this.scene.layout!) : Infinity;
    let left = DOWN_FROM * lengthAbove(points, end) * view.scale;
    let due = length;
    for (let i = 2; i < points.length && due > 0; i += 2) {
      const [x0, y0, x1, y1] = [this.x(points[i - 2]!), this.y(points[i - 1]!), this.x(points[i]!), this.y(points[i + 1]!)];
      const part = Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2);
      if (part > left) {
        const [ux, uy] = [(x1 - x0) / part, (y1 - y0) / part];
        const take = Math.min(part - left, due);
        const [x, y] = [x0 + ux * left, y0 + uy * left];
        if (due === length) this.label(words, x, y - (THICK + 5) * view.dpr, ux >= 0 ? 'left' : 'right');
        this.row(x, y, ux, uy, take);
        due -= take;
      }
      left = Math.max(0, left - part);
    }
  }

  /** Blocks with seams: shape and not only colour says that they are a queue. */
  private row(x: number, y: number, ux: number, uy: number, length: number): void {
    const { context, view } = this;
    const { dpr, palette } = view;
    const blocks = (from: number, width: number, colour: string, cut: number): void => {
      context.strokeStyle = colour;
      context.lineWidth = width * dpr;
      context.beginPath();
      for (let at = 0; at < length; at += BLOCK * dpr) {
        const end = Math.min(at + BLOCK * dpr - cut, length);
        if (end <= at) continue;
        context.moveTo(x + ux * (at + from), y + uy * (at + from));
        context.lineTo(x + ux * (end - from), y + uy * (end - from));
      }
      context.stroke();
    };
    context.globalAlpha = 1;
    context.setLineDash([]);
    context.lineCap = 'butt';
    blocks(-dpr, THICK + 2, palette.page, 0);
    blocks(0, THICK, palette.text, SEAM * dpr);
  }

  /** Only where there is room: `edge` is how far left it may reach, device px. */
  private label(words: string, x: number, y: number, align: 'left' | 'right', edge = 0): void {
    const { context, view } = this;
    if (this.labels >= MOST_LABELS) return;
    setFont(context, 10.5 * view.dpr, 600);
    const width = widthOf(context, words);
    if (align === 'right' ? x - width < edge : x + width > view.width) return;
    this.labels++;
    context.globalAlpha = 1;
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.lineWidth = 3 * view.dpr;
    context.strokeStyle = view.palette.page;
    context.strokeText(words, x, y);
    context.fillStyle = view.palette.text;
    context.fillText(words, x, y);
  }
}

/** Length of a polyline as far as it is above `end`. */
function lengthAbove(points: readonly number[], end: number): number {
  let length = 0;
  for (let i = 2; i < points.length && points[i + 1]! <= end + 1e-6; i += 2)
    length += Math.sqrt((points[i]! - points[i - 2]!) ** 2 + (points[i + 1]! - points[i - 1]!) ** 2);
  return length;
}
