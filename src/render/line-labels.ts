/** Figures beside the lines: rates above the cards, and a 0 where a line carries nothing. Where there is room. */
import type { SiteCard } from '../layout/types';
import { Pen } from './pen';
import { queueLength, THICK } from './queue-layer';
import { siteLink } from './site-links';
import { compactRate, setFont, widthOf } from './text';
import { curveTo, isFirstRow, isUsed, pointOnCurve } from './trunks';
import { isVisible } from './view';
import { isLanTrunk } from './wan-values';

const MOST_LABELS = 150;
const SIZE = 10;
/** Height above a card that a figure needs, CSS px. */
const ROOM = 13;
/** Share of a trunk's way where its own 0 stands when the card has other lines. */
const ZERO_AT = 0.72;

export class LineLabels extends Pen {
  draw(): void {
    const { scene, view, context } = this;
    const layout = scene.layout!;
    const counts = scene.connections;
    if (!counts || scene.reflow.active) return;
    setFont(context, SIZE * view.dpr, 550);
    context.textBaseline = 'middle';
    let labels = 0;
    for (let index = 0; index < layout.cards.length && labels < MOST_LABELS; index++) {
      const card = layout.cards[index]!;
      if (!isVisible(view, card, 20) || scene.outages.sites.has(card.site)) continue;
      const wan = layout.servers.filter((box) => isUsed(counts, index, box.server) && !isLanTrunk(scene.names, card, box.server));
      if (wan.length === 0) continue;
      labels++;
      this.total(card, index);
      const { perTrunk, perCard } = scene.wan.values;
      if (wan.length < 2 || perCard[index] === 0) continue;
      for (const box of wan) if (perTrunk[index * counts.serverCount + box.server] === 0) this.zero(pointOnCurve(curveTo(box, card), ZERO_AT));
    }
  }

  /** Left of where the line comes in. Connections stand in the card's title; of them only a 0 is said here. */
  private total(card: SiteCard, index: number): void {
    const { scene, view } = this;
    const value = scene.wan.values.perCard[index]!;
    const isRate = scene.wan.scales.widthMode === 'rate';
    if (!isRate && value > 0) return;
    if (!this.hasRoom(card)) return;
    const words = isRate ? compactRate(value) : '0';
    const x = this.x(card.riserX) - this.stroke(value) / 2 - 4 * view.dpr;
    // Above the queue, if there is one.
    const queue = queueLength(siteLink(scene.sites, card.site).waitUp, scene.wan.scales.scales.perBlock) > 0 ? THICK + 2 : 0;
    const y = this.y(card.y) - (SIZE / 2 + 3 + queue) * view.dpr;
    if (x - widthOf(this.context, words) > this.x(card.x)) this.text(words, x, y, 'right');
  }

  /** Between rows of cards there is little. */
  private hasRoom(card: SiteCard): boolean {
    const { scene, view } = this;
    const layout = scene.layout!;
    if (isFirstRow(layout, card)) return ((card.y - layout.wanBand.bottom) * view.scale) / view.dpr >= ROOM;
    return (12 * Math.sqrt(layout.unit) * view.scale) / view.dpr >= 2 * ROOM;
  }

  private zero([x, y]: readonly [number, number]): void {
    this.text('0', this.x(x) + 5 * this.view.dpr, this.y(y), 'left');
  }

  private text(words: string, x: number, y: number, align: 'left' | 'right'): void {
    const { context, view } = this;
    context.textAlign = align;
    context.lineJoin = 'round';
    context.lineWidth = 3 * view.dpr;
    context.strokeStyle = view.palette.page;
    context.strokeText(words, x, y);
    context.fillStyle = view.palette.muted;
    context.fillText(words, x, y);
  }
}
