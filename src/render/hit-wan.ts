/** Which WAN line is under a point: the nearest within reach of the pointer. */
import type { Hit } from './hit-test';
import type { Scene } from './scene';
import type { WanLine } from './wan-lines';

/** CSS px beside a line that still mean it. */
const REACH = 5;

/** World px; `zoom` = CSS px per world px. */
export function hitWan(scene: Scene, x: number, y: number, zoom: number): Hit | null {
  let found: WanLine | null = null;
  let best = Infinity;
  for (const line of scene.wan.lines) {
    const reach = (REACH + widthOf(scene, line) / 2) / zoom;
    if (x < line.left - reach || x > line.right + reach || y < line.top - reach || y > line.bottom + reach) continue;
    const distance = distanceTo(line.points, x, y);
    if (distance > reach || distance >= best) continue;
    best = distance;
    found = line;
  }
  return found === null ? null : hitOf(scene, found);
}

function hitOf(scene: Scene, line: WanLine): Hit {
  const { layout } = scene;
  if (line.kind === 'bus') return { kind: 'bus', site: layout!.cards[line.card]!.site, bus: line.bus };
  return { kind: 'trunk', sites: line.sites, server: line.server };
}

function widthOf({ wan, layout }: Scene, line: WanLine): number {
  const { values } = wan;
  if (line.kind === 'bus') return wan.widthOf(values.perBus[line.bus]!);
  if (line.kind === 'riser') return wan.widthOf(values.perCard[line.card]!);
  if (line.kind === 'trunk') return wan.widthOf(values.perTrunk[line.card * layout!.servers.length + line.server]!);
  return 0;
}

export function distanceTo(points: readonly number[], x: number, y: number): number {
  let best = Infinity;
  for (let i = 2; i < points.length; i += 2) {
    const x0 = points[i - 2]!;
    const y0 = points[i - 1]!;
    const dx = points[i]! - x0;
    const dy = points[i + 1]! - y0;
    const t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, (x - x0 - t * dx) ** 2 + (y - y0 - t * dy) ** 2);
  }
  return Math.sqrt(best);
}
