/** The counts under a point, where subnets have no rows. */
import type { Loaded } from './feed';
import type { Geometry } from './hit';
import { bucketAt } from './paint-density';
import { blockAt } from './stack';
import { timeAt } from './viewport';

export interface Counts {
  readonly subnet: number;
  readonly clients: number;
  readonly t: number;
  readonly question: number;
  readonly received: number;
  readonly heard: number;
  readonly links: number;
  readonly trouble: number;
}

export function countsAt({ stack, view, plot }: Geometry, loaded: Loaded | null, x: number, y: number): Counts | null {
  const density = loaded?.density ?? null;
  const block = stack.model.blocks[blockAt(stack, y + view.scroll)];
  if (loaded === null || density === null || block === undefined) return null;
  const t = timeAt(view, plot, x);
  const bucket = bucketAt({ density, from: loaded.from, to: loaded.to }, t);
  const row = density.subnets.indexOf(block.subnet);
  if (bucket < 0 || row < 0 || t > loaded.now) return null;
  const cell = row * density.buckets + bucket;
  return {
    subnet: block.subnet,
    clients: block.clients,
    t,
    question: density.question[bucket]!,
    received: density.received[cell]!,
    heard: density.heard[cell]!,
    links: density.links[cell]!,
    trouble: density.trouble[cell]!,
  };
}
