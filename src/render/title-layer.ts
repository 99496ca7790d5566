/** Words on the map: names and counts of cards, addresses of subnets, servers. Nothing is drawn that does not fit. */
import type { Rect, SiteCard } from '../layout/types';
import { Pen } from './pen';
import { compactCount, fitted, plural, setFont, widthOf } from './text';
import { isVisible } from './view';

const MOST_LABELS = 150;
const SMALLEST_TITLE = 9;
/** A shorter stump of a name says nothing. */
const FEWEST_LETTERS = 4;

export class TitleLayer extends Pen {
  drawTitles(): void {
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
    const riser = this.stroke(scene.connections?.perCard[index] ?? 0);
    const right = Math.min(this.x(card.riserX) - riser / 2 - 5 * dpr, view.width);
    const room = right - left;
    const counts = scene.connections;
    const detail =
      card.clients === 0 ? 'no clients' : `${plural(card.clients, 'client', 'clients')} · ${this.connectionWords(card, index, counts?.perCard[index] ?? 0)}`;
    const top = this.y(place.y);
    const [title, size] = this.titleIn(name, room, Math.min(13.5, Math.max(9, strip * 0.5)));
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    if (title === '') return false;
    const used = widthOf(context, title);
    const twoLines = strip >= 31;
    const first = twoLines ? Math.min(18, strip * 0.45) : Math.min(18, strip * 0.72);
    context.fillStyle = palette.text;
    context.fillText(title, left, top + first * dpr);
    setFont(context, Math.min(11.5, size) * dpr, 450);
    context.fillStyle = palette.muted;
    if (twoLines) context.fillText(this.fit(detail, card, index, room, Math.min(11.5, size)), left, top + Math.min(33, strip * 0.84) * dpr);
    else if (strip >= 14 && used + 10 * dpr + widthOf(context, detail) <= room) context.fillText(detail, left + used + 10 * dpr, top + first * dpr);
    return true;
  }

  /** The whole name, in smaller letters if need be; then shortened; then nothing. Leaves the font set. */
  private titleIn(name: string, room: number, size: number): readonly [string, number] {
    const { context, view } = this;
    let small = size;
    setFont(context, small * view.dpr, 650);
    while (small > SMALLEST_TITLE && widthOf(context, name) > room) {
      small = Math.max(SMALLEST_TITLE, small - 1);
      setFont(context, small * view.dpr, 650);
    }
    return [fitted(context, name, room, FEWEST_LETTERS), small];
  }

  /** The long form, or numbers only, in smaller letters if need be, or nothing: never half a number. Leaves the font set. */
  private fit(detail: string, card: SiteCard, index: number, room: number, size: number): string {
    const { context, scene, view } = this;
    const connections = scene.connections?.perCard[index] ?? 0;
    const short = `${compactCount(card.clients)} · ${this.connectionWords(card, index, connections)}`;
    for (const [text, factor] of [
      [detail, 1],
      [short, 1],
      [short, 0.87],
      [compactCount(card.clients), 1],
    ] as const) {
      setFont(context, Math.max(SMALLEST_TITLE, size * factor) * view.dpr, 450);
      if (widthOf(context, text) <= room) return text;
    }
    return '';
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

  drawServers(): void {
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
