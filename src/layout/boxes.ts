/** Subnet boxes in units of the cell: which stretches they hold, side by side, and how wide and high that makes them. */
import type { World } from '../sim/world';
import type { Cuts } from './cuts';
import { shapeOf, type Hanging } from './hairpin';
import type { LayoutInput } from './types';

/** Sizes in cells. The gap before a stretch is part of its box. */
export interface StretchPlan {
  readonly index: number;
  readonly count: number;
  readonly alone: boolean;
  columns: number;
  depth: number;
  readonly gap: number;
  readonly hasWall: boolean;
}
export interface BoxPlan {
  readonly subnet: number;
  readonly stretches: readonly StretchPlan[];
  readonly unmanaged: number;
  width: number;
  height: number;
}
export interface CardPlan {
  readonly site: number;
  readonly remote: boolean;
  readonly boxes: readonly BoxPlan[];
  readonly clients: number;
}

const WALL_GAP = 1;
const CHAIN_GAP = 0.5;
/** A box with more columns than this and several chains is continued in another box of the same subnet. */
const MAX_COLUMNS = 48;
const EMPTY_COLUMNS = 2.5;
/** Small squares of unmanaged endpoints, in cells. */
export const UNMANAGED_CELL = 0.6;

/** Data centers first, then headquarters, branches and labs, then VPN and internet; file order inside. */
const KIND_ORDER = { datacenter: 0, headquarters: 1, branch: 2, lab: 3, vpn: 4, internet: 5 } as const;

export function planCards(input: LayoutInput, cuts: Cuts, hanging: Hanging): CardPlan[] {
  const { world } = input;
  const bySubnet = stretchesBySubnet(cuts, world.subnets.length);
  const boxesOf = world.sites.map((): BoxPlan[] => []);
  world.subnets.forEach((subnet, index) => {
    boxesOf[subnet.site]?.push(...planBoxes(cuts, index, bySubnet[index] ?? [], subnet.managed ? 0 : (input.unmanaged?.[index] ?? 0), hanging));
  });
  return siteOrder(world).map((site) => {
    const boxes = boxesOf[site] ?? [];
    const clients = boxes.reduce((sum, box) => sum + box.stretches.reduce((n, stretch) => n + stretch.count, 0), 0);
    return { site, remote: world.sites[site]?.remote ?? false, boxes, clients };
  });
}

/** Sites in the order of their cards. */
export function siteOrder(world: World): number[] {
  const rankOf = (site: number): number => KIND_ORDER[world.sites[site]?.kind ?? 'branch'];
  return world.sites.map((_, index) => index).sort((a, b) => rankOf(a) - rankOf(b) || a - b);
}

function stretchesBySubnet(cuts: Cuts, subnets: number): (number[] | undefined)[] {
  const lists = Array.from<number[] | undefined>({ length: subnets });
  cuts.subnet.forEach((subnet, index) => {
    const list = lists[subnet];
    if (list) list.push(index);
    else lists[subnet] = [index];
  });
  return lists;
}

function planBoxes(cuts: Cuts, subnet: number, indices: readonly number[], unmanaged: number, hanging: Hanging): BoxPlan[] {
  const boxes: BoxPlan[] = [];
  let stretches: StretchPlan[] = [];
  let columns = 0;
  for (const index of indices) {
    const stretch = planStretch(cuts, index, stretches.length === 0, hanging);
    if (stretches.length > 0 && columns + stretch.columns > MAX_COLUMNS) {
      boxes.push(boxOf(subnet, stretches, 0));
      stretches = [];
      columns = 0;
    }
    stretches.push(stretches.length === 0 ? { ...stretch, gap: stretch.hasWall ? WALL_GAP : 0 } : stretch);
    columns += stretch.columns;
  }
  boxes.push(boxOf(subnet, stretches, unmanaged));
  return boxes;
}

function planStretch(cuts: Cuts, index: number, isFirst: boolean, hanging: Hanging): StretchPlan {
  const count = cuts.start[index + 1]! - cuts.start[index]!;
  const alone = cuts.alone[index]!;
  const hasWall = cuts.wallLeft[index]! >= 0;
  const gap = hasWall ? WALL_GAP : isFirst ? 0 : CHAIN_GAP;
  const shape = alone ? gridOf(count, Math.ceil(Math.sqrt(1.3 * count))) : count === 1 ? { depth: 1, columns: 1 } : shapeOf(count, hanging);
  return { index, count, alone, columns: shape.columns, depth: shape.depth, gap, hasWall };
}

export function gridOf(count: number, columns: number): { columns: number; depth: number } {
  const wide = Math.max(1, Math.min(columns, count));
  return { columns: wide, depth: Math.max(1, Math.ceil(count / wide)) };
}

function boxOf(subnet: number, stretches: readonly StretchPlan[], unmanaged: number): BoxPlan {
  const box: BoxPlan = { subnet, stretches, unmanaged, width: 0, height: 0 };
  measure(box);
  return box;
}

/** Again after the shape of a stretch changed. */
export function measure(box: BoxPlan): void {
  let width = 0;
  let height = 1;
  for (const stretch of box.stretches) {
    width += stretch.gap + stretch.columns;
    height = Math.max(height, stretch.depth);
  }
  if (box.stretches.length === 0) {
    const columns = Math.max(4, Math.ceil(Math.sqrt(2 * box.unmanaged)));
    width = Math.max(EMPTY_COLUMNS, columns * UNMANAGED_CELL);
    height = Math.max(1, Math.ceil(box.unmanaged / columns) * UNMANAGED_CELL);
  }
  box.width = width;
  box.height = height;
}

/** A card that holds one grid only can take any shape. */
export function flexibleGrid(card: CardPlan): StretchPlan | null {
  const stretch = card.boxes.length === 1 ? card.boxes[0]?.stretches[0] : undefined;
  return stretch && stretch.alone && card.boxes[0]?.stretches.length === 1 ? stretch : null;
}
