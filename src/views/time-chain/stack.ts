/**
 * Where rows are, top to bottom, in CSS px of the whole stack (before scrolling): every chain between two server lanes, the upper one where
 * questions come in, the lower one where answers go out. Below `DETAIL_PX` per row there are no rows, only a band for each subnet.
 */
import type { RowModel } from './rows';

/** Least height of a row with messages of its own. */
export const DETAIL_PX = 0.3;
export const MOST_ROW_PX = 40;
/** A small estate does not fill the view with three rows. */
const FIT_ROW_PX = 24;
const LEAST_BAND = 3;
const USUAL_BAND = 16;

export interface Stack {
  readonly model: RowModel;
  readonly rowPx: number;
  readonly isDetailed: boolean;
  readonly lanePx: number;
  readonly height: number;
  /** By block: upper edge and height. */
  readonly blockTop: Float64Array;
  readonly blockHeight: Float64Array;
  /** By chain: upper edge of its first row. */
  readonly chainTop: Float64Array;
}

export function makeStack(model: RowModel, rowPx: number, viewHeight: number): Stack {
  const isDetailed = rowPx >= DETAIL_PX;
  const lanePx = isDetailed ? Math.min(14, Math.max(5, rowPx * 0.9)) : 0;
  const gap = isDetailed ? Math.min(12, Math.max(4, rowPx)) : 1;
  const band = isDetailed ? 0 : Math.min(USUAL_BAND, Math.max(LEAST_BAND, viewHeight / Math.max(1, model.blocks.length) - gap));
  const blockTop = new Float64Array(model.blocks.length);
  const blockHeight = new Float64Array(model.blocks.length);
  const chainTop = new Float64Array(model.chains.length);
  let y = gap / 2;
  model.blocks.forEach((block, index) => {
    blockTop[index] = y;
    if (block.listed && isDetailed) {
      for (let c = block.firstChain; c < block.firstChain + block.chainCount; c++) {
        chainTop[c] = y + lanePx;
        y += 2 * lanePx + (model.chains[c]?.count ?? 0) * rowPx + (c + 1 < block.firstChain + block.chainCount ? 3 : 0);
      }
    } else y += Math.max(band, block.clients * rowPx + 2 * lanePx);
    blockHeight[index] = y - (blockTop[index] ?? 0);
    y += gap;
  });
  return { model, rowPx, isDetailed, lanePx, height: y - gap / 2, blockTop, blockHeight, chainTop };
}

/** The largest row height with which everything is in view; for fleets of a few thousand never less than one with messages. */
export function fitRowPx(model: RowModel, viewHeight: number): number {
  const least = model.clients <= 2_500 ? DETAIL_PX : 0;
  let low = 0;
  let high = FIT_ROW_PX;
  if (makeStack(model, high, viewHeight).height <= viewHeight) return high;
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (makeStack(model, middle, viewHeight).height <= viewHeight) low = middle;
    else high = middle;
  }
  return Math.max(least, low);
}

/** Middle of a row. */
export function yOfRow(stack: Stack, row: number): number {
  const chain = stack.model.chainOfRow[row] ?? 0;
  return (stack.chainTop[chain] ?? 0) + (row - (stack.model.chains[chain]?.firstRow ?? 0) + 0.5) * stack.rowPx;
}

/** Where the server is for a chain: middle of its upper lane (questions, registrations) or of its lower one (answers). */
export function yOfServer(stack: Stack, row: number, edge: 'upper' | 'lower'): number {
  const index = stack.model.chainOfRow[row] ?? 0;
  const top = stack.chainTop[index] ?? 0;
  return edge === 'upper' ? top - stack.lanePx : top + (stack.model.chains[index]?.count ?? 0) * stack.rowPx + stack.lanePx;
}

/** Index of the block at a height, −1 = none. */
export function blockAt(stack: Stack, y: number): number {
  let low = 0;
  let high = stack.blockTop.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stack.blockTop[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  if (stack.blockTop.length === 0 || y < (stack.blockTop[low] ?? 0)) return -1;
  return low;
}

/** The row at a height, −1 = a lane, a gap or no row. */
export function rowAt(stack: Stack, y: number): number {
  const block = stack.model.blocks[blockAt(stack, y)];
  if (block === undefined || !stack.isDetailed) return -1;
  for (let c = block.firstChain; c < block.firstChain + block.chainCount; c++) {
    const chain = stack.model.chains[c];
    const row = Math.floor((y - (stack.chainTop[c] ?? 0)) / stack.rowPx);
    if (chain !== undefined && row >= 0 && row < chain.count) return chain.firstRow + row;
  }
  return -1;
}

/** A height as a place that stays when rows grow: the block and how far down in it. */
export function anchorAt(stack: Stack, y: number): { readonly block: number; readonly share: number } {
  const block = Math.max(0, blockAt(stack, y));
  const height = stack.blockHeight[block] ?? 0;
  return { block, share: height === 0 ? 0 : (y - (stack.blockTop[block] ?? 0)) / height };
}

export function yOfAnchor(stack: Stack, anchor: { readonly block: number; readonly share: number }): number {
  return (stack.blockTop[anchor.block] ?? 0) + anchor.share * (stack.blockHeight[anchor.block] ?? 0);
}
