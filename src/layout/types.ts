/** Where everything on the map is. World units: CSS px at zoom 1 of the view the layout was made for. Pure data, structured-clonable. */
import type { Slot, World } from '../sim/world';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a layout is made from. Nothing of it is kept. */
export interface LayoutInput {
  readonly world: World;
  /** CSS px of the canvas; 0 × 0 = not known yet. */
  readonly view: { readonly widthCssPx: number; readonly heightCssPx: number };
  readonly columns: LayoutColumns;
  /** Version of the layout before; the new one is one more. 0 = the first. */
  readonly previousVersion: number;
  /**
   * Whether a rule stands between two clients whose chains ended between them: only then a brick wall is drawn. A gap without a rule heals, so it
   * parts only neighbours that have settled as leaders. Left out: every gap parts, with a wall unless chains are cut by length (CHAIN-9).
   */
  readonly blocked?: (left: Slot, right: Slot) => boolean;
  /** Unmanaged endpoints per subnet (index as in world.subnets); they never peer and are no clients. */
  readonly unmanaged?: ArrayLike<number>;
}

/** Per slot; each at least `count` long. */
export interface LayoutColumns {
  readonly count: number;
  /** Bits of sim/state-bits.ts. */
  readonly state: Uint16Array;
  /** Slot at the other end of the outgoing links, −1 = none. */
  readonly forward: Int32Array;
  readonly backward: Int32Array;
  readonly subnetOf: Int32Array;
  /** Position in chain order (CHAIN-5): a permutation of 0 … count − 1. */
  readonly rank: Int32Array;
  /** Chain key as number or text; −1 = peers with nobody (CHAIN-4), −2 or '' = not known yet: placed with its neighbours. */
  readonly chain: ArrayLike<number | string>;
  /** Index of each client's server, −1 = none yet. Left out: the first that its subnet names. */
  readonly server?: ArrayLike<number>;
}

export interface Layout {
  readonly version: number;
  /** Everything is inside. */
  readonly bounds: Rect;
  readonly wanBand: { readonly top: number; readonly bottom: number };
  /** Distance between neighbouring places, in world px; the same everywhere. */
  readonly cell: number;
  /** Scale of titles and margins: 1, less when there are many cards. */
  readonly unit: number;
  /** Hash of subnets, stretches and walls: equal as long as no stretch was cut or joined. */
  readonly cutsHash: number;
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
  /** Height of the strip with name and counts at the upper edge. */
  readonly titleHeight: number;
  /** Where the trunk comes in at the upper edge and the riser goes down. */
  readonly riserX: number;
}
/** A subnet with many chains has several boxes. */
export interface SubnetBox extends Rect {
  readonly subnet: number;
  readonly card: number;
  /** Index of the first stretch in `stretches`, and how many. */
  readonly firstStretch: number;
  readonly stretchCount: number;
  /** Index of its bus in `buses`. */
  readonly bus: number;
  /** Height of the strip for the subnet's address at the lower edge. */
  readonly labelHeight: number;
}
export interface Stretch extends Rect {
  readonly box: number;
  /** Slots in chain order, forward = ascending. */
  readonly slots: Int32Array<ArrayBuffer>;
  /** Rows of the hairpins; rows of the grid when `alone`. */
  readonly depth: number;
  readonly columns: number;
  /** Clients that peer with nobody: each is a chain of its own, placed in a grid row by row. */
  readonly alone: boolean;
  /** Index of the server this chain belongs to (CHAIN-6), −1 = unknown. */
  readonly server: number;
  /** By place, where clients that peer with nobody have different servers. */
  readonly servers?: Int32Array<ArrayBuffer>;
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
