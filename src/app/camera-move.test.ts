import { describe, expect, it } from 'vitest';
import { cameraMove } from './camera-move';

const stage = { width: 800, height: 500 };
const camera = { x: 10, y: 20, k: 4 };

describe('a camera that stays on what is followed', () => {
  it('does not move while it is well in view', () => {
    expect(cameraMove({ x: 400, y: 250, radius: 12 }, camera, stage)).toBe('stay');
    expect(cameraMove({ x: 120, y: 70, radius: 12 }, camera, stage)).toBe('stay');
  });
  it('comes nearer where clients are too small to see a message between them', () => {
    expect(cameraMove({ x: 400, y: 250, radius: 2 }, camera, stage)).toBe('near');
  });
  it('pans without zooming when it comes near the edge', () => {
    const rect = cameraMove({ x: 790, y: 250, radius: 12 }, camera, stage);
    if (rect === 'stay' || rect === 'near') throw new Error(`It was to pan, not to ${rect}.`);
    expect(rect.x + rect.width / 2).toBeCloseTo((790 - 10) / 4, 9);
    expect(rect.y + rect.height / 2).toBeCloseTo((250 - 20) / 4, 9);
    // The camera shows a rectangle in the middle 70 % of its stage.
    expect((0.7 * stage.width) / rect.width).toBeCloseTo(camera.k, 9);
    expect((0.7 * stage.height) / rect.height).toBeCloseTo(camera.k, 9);
  });
});
