import { describe, expect, it } from 'vitest';
import { badgePlace, badgeText } from './badge';
import { sceneOf, viewOf } from './scene.test-tools';

describe('the badge', () => {
  it('says what a dot stands for, since dots are samples then', () => {
    expect(badgeText({ motionCount: 5_000, motionOmitted: 78_000 })).toBe('83k messages, one dot is about 17');
    expect(badgeText({ motionCount: 900, motionOmitted: 20 })).toBe('920 messages, one dot is about 2');
  });

  it('stands where no server is', () => {
    const scene = sceneOf([{ kind: 'branch', subnets: [12] }]);
    const { servers, cell } = scene.layout!;
    for (const width of [150, 400, 700]) {
      const view = viewOf(cell, cell, 1_280, 800);
      const { x, y } = badgePlace(width, scene.layout!, view);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(view.width);
      for (const server of servers) expect(x + width < server.x || x > server.x + server.width || y > server.y + server.height || y + 22 < server.y).toBe(true);
    }
  });
});
