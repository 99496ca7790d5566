/** What must be loaded for what is in view: small fleets whole, large ones as far as they can be seen. */
import { CSS_PX_PER_BUCKET, type Wish } from './feed';
import type { Stack } from './stack';
import type { Plot, Viewport } from './viewport';

/** Fleets up to this size are loaded whole. */
const WHOLE_FLEET = 2_500;
/** Rows of larger fleets are listed for the subnets in view. */
const LISTED_FLEET = 20_000;
/** Beyond both edges, as a share of the height. */
const MARGIN = 0.3;

export function wishOf(stack: Stack, view: Viewport, plot: Plot): Wish {
  const { model } = stack;
  const whole = model.clients <= WHOLE_FLEET;
  const blocks = whole ? model.blocks : blocksInView(stack, view, plot);
  return {
    from: view.from,
    to: view.to,
    subnets: whole ? null : blocks.map((block) => block.subnet),
    single: stack.isDetailed,
    buckets: Math.max(1, Math.ceil(plot.width / CSS_PX_PER_BUCKET)),
    clients: blocks.reduce((sum, block) => sum + block.clients, 0),
  };
}

/** Subnets to be listed client by client; null = all. */
export function listedOf(stack: Stack, view: Viewport, plot: Plot, clientCount: number): readonly number[] | null {
  if (clientCount <= LISTED_FLEET) return null;
  return stack.isDetailed ? blocksInView(stack, view, plot).map((block) => block.subnet) : [];
}

/** Whether a subnet in view has no rows yet. */
export function lacksRows(stack: Stack, view: Viewport, plot: Plot): boolean {
  return stack.isDetailed && blocksInView(stack, view, plot).some((block) => !block.listed);
}

function blocksInView(stack: Stack, { scroll }: Viewport, { height }: Plot): Stack['model']['blocks'] {
  const top = scroll - MARGIN * height;
  const bottom = scroll + (1 + MARGIN) * height;
  return stack.model.blocks.filter((_, i) => stack.blockTop[i]! < bottom && stack.blockTop[i]! + stack.blockHeight[i]! > top);
}
