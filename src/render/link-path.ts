/** The way a link takes on the map: straight to a neighbour, past the clients that it skips, over the gutters to another box. */
import type { Scene } from './scene';

/** So many skipped clients are passed one by one; a longer link goes straight. */
const MOST_BYPASSED = 24;

/** x, y pairs in world px from one client to the other. */
export function linkPath(scene: Scene, from: number, to: number): number[] {
  const { layout, positions } = scene;
  const x0 = positions[2 * from]!;
  const y0 = positions[2 * from + 1]!;
  const x1 = positions[2 * to]!;
  const y1 = positions[2 * to + 1]!;
  const stretch = scene.stretchOf[from]!;
  if (!layout || stretch < 0) return [x0, y0, x1, y1];
  if (scene.stretchOf[to] !== stretch) return crossPath(scene, from, to);
  const a = scene.placeOf[from]!;
  const b = scene.placeOf[to]!;
  const skipped = Math.abs(b - a) - 1;
  if (skipped < 1 || skipped > MOST_BYPASSED || layout.stretches[stretch]!.alone) return [x0, y0, x1, y1];
  return bypass(scene, layout.stretches[stretch]!.slots, a, b, layout.cell * 0.41);
}

/** Beside every client on the way, on the outer side of its hairpin: the inner side is the lane of leaders' lines. */
function bypass(scene: Scene, slots: Int32Array, a: number, b: number, offset: number): number[] {
  const { positions } = scene;
  const step = a < b ? 1 : -1;
  const path = [positions[2 * slots[a]!]!, positions[2 * slots[a]! + 1]!];
  for (let k = a + step; k !== b; k += step) {
    const before = slots[Math.max(0, k - 1)]!;
    const after = slots[Math.min(slots.length - 1, k + 1)]!;
    const dx = positions[2 * after]! - positions[2 * before]!;
    const dy = positions[2 * after + 1]! - positions[2 * before + 1]!;
    const length = Math.sqrt(dx * dx + dy * dy) || 1;
    path.push(positions[2 * slots[k]!]! - (dy / length) * offset, positions[2 * slots[k]! + 1]! + (dx / length) * offset);
  }
  path.push(positions[2 * slots[b]!]!, positions[2 * slots[b]! + 1]!);
  return path;
}

/** Up into the gutter, along it, and down again; between rows of boxes in a straight line. */
function crossPath(scene: Scene, from: number, to: number): number[] {
  const { layout, positions } = scene;
  const x0 = positions[2 * from]!;
  const y0 = positions[2 * from + 1]!;
  const x1 = positions[2 * to]!;
  const y1 = positions[2 * to + 1]!;
  const other = scene.stretchOf[to] ?? -1;
  if (!layout || other < 0) return [x0, y0, x1, y1];
  const boxA = layout.boxes[layout.stretches[scene.stretchOf[from]!]!.box]!;
  const boxB = layout.boxes[layout.stretches[other]!.box]!;
  const lane = layout.cell * 0.5;
  if (boxA === boxB) return [x0, y0, x1, y1];
  const side = x0 < x1 ? 1 : -1;
  const rise = Math.min(3, layout.cell * 0.12);
  const aside = (x: number, row: number, top: number, direction: number): number => (row - top > layout.cell ? x + lane * direction : x);
  const leave = aside(x0, y0, boxA.y, side);
  const arrive = aside(x1, y1, boxB.y, -side);
  const [yA, yB] = [boxA.y - rise, boxB.y - rise];
  const start = [x0, y0, leave, y0, leave, yA];
  const end = [arrive, yB, arrive, y1, x1, y1];
  if (boxA.bus === boxB.bus || boxA.card !== boxB.card) return [...start, ...end];
  // Another row of the same card: down the lane beside the riser.
  const down = layout.cards[boxA.card]!.riserX - 6 * layout.unit;
  return [...start, down, yA, down, yB, ...end];
}

export function pathLength(path: readonly number[]): number {
  let length = 0;
  for (let i = 2; i < path.length; i += 2) length += distance(path, i);
  return length;
}

/** The point at a share (0 … 1) of the way. */
export function pointOn(path: readonly number[], share: number): readonly [number, number] {
  let left = pathLength(path) * Math.min(1, Math.max(0, share));
  for (let i = 2; i < path.length; i += 2) {
    const part = distance(path, i);
    if (left <= part || i === path.length - 2) {
      const t = part === 0 ? 0 : left / part;
      return [path[i - 2]! + (path[i]! - path[i - 2]!) * t, path[i - 1]! + (path[i + 1]! - path[i - 1]!) * t];
    }
    left -= part;
  }
  return [path[0] ?? 0, path[1] ?? 0];
}

function distance(path: readonly number[], i: number): number {
  return Math.sqrt((path[i]! - path[i - 2]!) ** 2 + (path[i + 1]! - path[i - 1]!) ** 2);
}
