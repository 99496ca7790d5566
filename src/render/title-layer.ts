/** Words on the map: names and counts of cards, addresses of subnets, servers. Nothing is drawn that does not fit. */
import type { Rect, SiteCard } from '../layout/types';
import { Pen } from './pen';
import { compactCount, fitted, plural, setFont, widthOf } from './text';
import { isVisible } from './view';

const MOST_LABELS = 150;
const SMALLEST_TITLE = 9;
const LARGEST_TITLE = 13.5;
/** Below this, single long names are set smaller or shortened instead. */
const LEAST_COMMON_TITLE = 10.5;
/** Share of long names that the common size does not wait for. */
const LEFT_OUT = 0.1;
const TITLE_WEIGHT = 650;
/** A shorter stump of a name says nothing. */
const FEWEST_LETTERS = 4;

export class TitleLayer extends Pen {
  drawTitles(): void {
    const { view, scene } = this;
    const layout = scene.layout!;
    const size = this.titleSize();
    let labels = 0;
    for (let index = 0; index < layout.cards.length && labels < MOST_LABELS; index++) {
      if (isVisible(view, this.placeOf(index)) && this.drawTitle(index, size)) labels++;
    }
    if (view.cell < 9) return;
    for (const box of layout.boxes) {
      if (labels >= MOST_LABELS) break;
      const place = scene.reflow.box(box.subnet, box);
      if (isVisible(view, place) && this.drawBoxLabel(place, box.subnet, box.labelHeight)) labels++;
    }
  }

  private placeOf(index: number): Rect {
    const card = this.scene.layout!.cards[index]!;
    return this.scene.reflow.card(card.site, card);
  }
  /** Height of the strip for the title, CSS px. */
  private stripOf(card: SiteCard): number {
    return (card.titleHeight * this.view.scale) / this.view.dpr;
  }
  /** From where to where words may stand: never on the riser. */
  private roomOf(index: number): { readonly left: number; readonly room: number } {
    const { view, scene } = this;
    const card = scene.layout!.cards[index]!;
    const left = Math.max(this.x(this.placeOf(index).x), 0) + Math.min(12, this.stripOf(card) * 0.3) * view.dpr;
    const riser = this.stroke(scene.connections?.perCard[index] ?? 0);
    return { left, room: Math.min(this.x(card.riserX) - riser / 2 - 5 * view.dpr, view.width) - left };
  }

  /** One size for all titles, with which nearly all names fit. Of all cards and not those in view: panning does not change it. */
  private titleSize(): number {
    const { context, view, scene } = this;
    const { cards } = scene.layout!;
    const most = cards[0] ? Math.min(LARGEST_TITLE, Math.max(SMALLEST_TITLE, this.stripOf(cards[0]) * 0.5)) : SMALLEST_TITLE;
    if (cards.length > MOST_LABELS || most <= LEAST_COMMON_TITLE) return most;
    setFont(context, LARGEST_TITLE * view.dpr, TITLE_WEIGHT);
    const sizes = cards.map((card) => {
      const room = (card.riserX - card.x) * view.scale - 24 * view.dpr;
      return (LARGEST_TITLE * room) / Math.max(1, widthOf(context, scene.names.sites[card.site]?.name ?? ''));
    });
    sizes.sort((a, b) => a - b);
    const wanted = sizes[Math.floor(sizes.length * LEFT_OUT)] ?? most;
    return Math.min(most, Math.max(LEAST_COMMON_TITLE, Math.floor(wanted * 2) / 2));
  }

  private drawTitle(index: number, common: number): boolean {
    const { context, view, scene } = this;
    const { dpr, palette } = view;
    const card = scene.layout!.cards[index]!;
    const strip = this.stripOf(card);
    const name = scene.names.sites[card.site]?.name ?? '';
    if (strip < 9 || name === '') return false;
    const { left, room } = this.roomOf(index);
    const counts = scene.connections;
    const detail =
      card.clients === 0 ? 'no clients' : `${plural(card.clients, 'client', 'clients')} · ${this.connectionWords(card, index, counts?.perCard[index] ?? 0)}`;
    const top = this.y(this.placeOf(index).y);
    const [title, size] = this.titleIn(name, room, common);
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
    setFont(context, small * view.dpr, TITLE_WEIGHT);
    while (small > SMALLEST_TITLE && widthOf(context, name) > room) {
      small = Math.max(SMALLEST_TITLE, small - 1);
      setFont(context, small * view.dpr, TITLE_WEIGHT);
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
      [short, 0.78],
      [compactCount(card.clients), 1],
    ] as const) {
      setFont(context, Math.max(SMALLEST_TITLE, size * factor) * view.dpr, 450);
      if (widthOf(context, text) <= room) return text;
    }
    return '';
  }

  private connectionWords(card: SiteCard, index: number, connections: number): string {
    if (this.scene.outages.sites.has(card.site)) return 'WAN cut';
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
    const inset = 7 * view.dpr;
    const room = place.width * view.scale - 2 * inset + 6;
    const size = Math.min(12, Math.max(9.5, strip * 0.66));
    setFont(context, size * view.dpr, 450);
    if (widthOf(context, label) > room) setFont(context, SMALLEST_TITLE * view.dpr, 450);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillStyle = view.palette.muted;
    const text = fitted(context, label, room);
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
      const stopped = scene.isStopped(server.server);
      context.strokeStyle = kind === 'module' || stopped ? palette.offline : palette.wan;
      context.setLineDash(stopped ? [5 * dpr, 4 * dpr] : []);
      context.stroke();
      context.setLineDash([]);
      if (height < 12 * dpr) continue;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      const size = Math.min(14, Math.max(9, (height / dpr) * 0.3));
      const connections = scene.connections?.perServer[server.server] ?? 0;
      const two = height >= 32 * dpr;
      setFont(context, size * dpr, 650);
      context.fillStyle = stopped ? palette.muted : palette.text;
      context.fillText(fitted(context, scene.names.servers[server.server]?.name ?? '', width - 10 * dpr), x + width / 2, y + height * (two ? 0.36 : 0.52));
      if (!two || (kind === 'module' && !stopped)) continue;
      setFont(context, Math.min(11.5, size) * dpr, 450);
      context.fillStyle = stopped ? palette.blocked : palette.muted;
      context.fillText(
        fitted(context, stopped ? stoppedWords(scene.outages.servers.has(server.server)) : plural(connections, 'connection', 'connections'), width - 8 * dpr),
        x + width / 2,
        y + height * 0.7,
      );
    }
  }
}

function stoppedWords(itself: boolean): string {
  return itself ? 'stopped' : 'its server is stopped';
}
