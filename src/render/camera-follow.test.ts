import { describe, expect, it } from 'vitest';
import { CameraFollow } from './camera-follow';
import type { Camera } from './camera';
import type { Scene } from './scene';
import { sceneOf, viewOf } from './scene.test-tools';
import type { View } from './view';

interface Move {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** A camera that only notes where it was sent. */
function following(cellCssPx: number): { follow: CameraFollow; moves: Move[]; scene: Scene; view: View } {
  const scene = sceneOf([{ kind: 'branch', subnets: [40] }]);
  const { cell, stretches } = scene.layout!;
  const moves: Move[] = [];
  const camera: Pick<Camera, 'get' | 'flying' | 'centreOn'> = {
    get: () => ({ x: 0, y: 0, k: cellCssPx / cell }),
    flying: false,
    centreOn: (x, y, k) => moves.push({ x, y, k }),
  };
  const view = viewOf(cellCssPx, cell, 400, 300, stretches[0]!.x, stretches[0]!.y);
  return { follow: new CameraFollow(camera as Camera, scene), moves, scene, view };
}
const wish = (key: string, at = 2, to = 3): { question: number; at: number; to: number; key: string } => ({ question: 0, at, to, key });

describe('the camera that follows', () => {
  it('stays where it is as long as what it follows is well in view', () => {
    const { follow, moves, view } = following(30);
    follow.set(wish('a'));
    follow.step({ x: 200, y: 150, radius: 5 }, view);
    expect(moves).toEqual([]);
  });

  it('brings it back to the middle when it comes near the edge, without another zoom', () => {
    const { follow, moves, scene, view } = following(30);
    follow.set(wish('a'));
    follow.step({ x: 390, y: 150, radius: 5 }, view);
    expect(moves).toHaveLength(1);
    expect(moves[0]!.k).toBe(30 / scene.layout!.cell);
    expect(moves[0]!.x * view.scale + view.offsetX).toBeCloseTo(390, 6);
  });

  it('goes nearer, once, where a single message could not be seen', () => {
    const { follow, moves, scene, view } = following(3);
    follow.set(wish('a'));
    follow.step({ x: 200, y: 150, radius: 2 }, view);
    follow.step({ x: 200, y: 150, radius: 2 }, view);
    expect(moves).toHaveLength(1);
    expect(moves[0]!.k * scene.layout!.cell).toBeGreaterThan(20);
  });

  it('stays at the client that has it when no message is under way', () => {
    const { follow, moves, scene, view } = following(30);
    follow.set(wish('a', 39, -1));
    follow.step(null, { ...view, world: { x: -5_000, y: -5_000, width: 400, height: 300 } });
    expect(moves.map(({ x, y }) => [x, y])).toEqual([[scene.positions[78], scene.positions[79]]]);
  });

  it('ends when the view is moved by hand, until people follow anew', () => {
    const { follow, moves, view } = following(30);
    const edge = { x: 399, y: 150, radius: 5 };
    follow.set(wish('a'));
    follow.release();
    follow.set(wish('a', 3, 4));
    follow.step(edge, view);
    expect(moves).toEqual([]);
    follow.set(wish('b'));
    follow.step(edge, view);
    expect(moves).toHaveLength(1);
    follow.set(null);
    follow.step(edge, view);
    expect(moves).toHaveLength(1);
  });
});
