/** Where everything on the map is. World units: px at zoom 1 of the aspect the layout was made for. Pure data, structured-clonable. */

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly version: number;
  /** Everything is inside. */
  readonly bounds: Rect;
  readonly wanBand: { readonly top: number; readonly bottom: number };
  /** Distance between neighbouring places, in world px; the same everywhere. */
  readonly cell: number;
  /** Centre of each slot, x0 y0 x1 y1 …; NaN for vacated places. */
  readonly positions: Float32Array<ArrayBuffer>;
  readonly servers: readonly ServerBox[];
  readonly cards: readonly SiteCard[];
  readonly boxes: readonly SubnetBox[];
  /** Hairpins, by box; a chain of one key, cut where no link spans. */
  readonly stretches: readonly Stretch[];
  readonly walls: readonly Wall[];
  readonly buses: readonly Bus[];
  /** Unmanaged endpoints: drawn only. x, y pairs. */
  readonly unmanaged: Float32Array<ArrayBuffer>;
}

export interface ServerBox extends Rect {
  readonly server: number;
}
export interface SiteCard extends Rect {
  readonly site: number;
  readonly remote: boolean;
  readonly clients: number;
}
export interface SubnetBox extends Rect {
  readonly subnet: number;
  readonly card: number;
  /** Index of the first stretch in `stretches`, and how many. */
  readonly firstStretch: number;
  readonly stretchCount: number;
}
export interface Stretch extends Rect {
  readonly box: number;
  /** Slots in chain order, forward = ascending. */
  readonly slots: Int32Array<ArrayBuffer>;
  readonly depth: number;
  /** A remote or isolated client on its own (diamond with a WAN line of its own). */
  readonly alone: boolean;
}
export interface Wall extends Rect {
  readonly box: number;
  /** Slots left and right of the wall. */
  readonly left: number;
  readonly right: number;
}
/** A line in the gutter above one row of subnet boxes, and the riser at the card's right margin it ends in. */
export interface Bus {
  readonly card: number;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly riserX: number;
  readonly boxes: readonly number[];
}
