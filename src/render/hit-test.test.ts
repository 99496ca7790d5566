import { describe, expect, it } from 'vitest';
import { createLayout } from '../layout/create-layout';
import { fixtureOf } from '../layout/layout-fixture';
import { BACKWARD_LEADER, FORWARD_LEADER } from '../sim/state-bits';
import { hitTest } from './hit-test';

const { input, columns } = fixtureOf([
  { kind: 'branch', subnets: [37, 5] },
  { kind: 'vpn', subnets: [11] },
]);

describe('what is under a point', () => {
  it('is each client at its own place, without a search', () => {
    const layout = createLayout(input);
    for (let slot = 0; slot < columns.count; slot++)
      expect(hitTest(layout, columns, layout.positions[2 * slot]!, layout.positions[2 * slot + 1]!)).toEqual({ kind: 'client', slot });
  });

  it('is the link half way between two linked neighbours', () => {
    const layout = createLayout(input);
    for (const [a, b] of [
      [0, 1],
      [7, 8],
      [37, 38],
    ] as const) {
      const x = (layout.positions[2 * a]! + layout.positions[2 * b]!) / 2;
      const y = (layout.positions[2 * a + 1]! + layout.positions[2 * b + 1]!) / 2;
      expect(hitTest(layout, columns, x, y - 0.01)).toEqual({ kind: 'link', from: a, to: b });
    }
  });

  it('is no link between clients of a grid, which peer with nobody (CHAIN-4)', () => {
    const layout = createLayout(input);
    const x = (layout.positions[2 * 42]! + layout.positions[2 * 43]!) / 2;
    expect(hitTest(layout, columns, x, layout.positions[2 * 42 + 1]!)?.kind).toBe('client');
  });

  it('is the wall where a firewall parted a chain, the box, the card and its title, the server, or nothing', () => {
    const parted = fixtureOf([{ kind: 'branch', subnets: [20] }]);
    parted.columns.forward[9] = -1;
    parted.columns.backward[10] = -1;
    parted.columns.state[9]! |= FORWARD_LEADER;
    parted.columns.state[10]! |= BACKWARD_LEADER;
    const layout = createLayout(parted.input);
    const wall = layout.walls[0]!;
    expect(hitTest(layout, parted.columns, wall.x + wall.width / 2, wall.y + wall.height / 2)).toEqual({ kind: 'wall', left: 9, right: 10, subnet: 0 });
    const [box, card, server] = [layout.boxes[0]!, layout.cards[0]!, layout.servers[0]!];
    expect(hitTest(layout, parted.columns, box.x + 1, box.y + box.height - 1)).toEqual({ kind: 'box', subnet: 0 });
    expect(hitTest(layout, parted.columns, card.x + 2, card.y + 2)).toEqual({ kind: 'title', site: 0 });
    expect(hitTest(layout, parted.columns, card.x + 2, card.y + card.height - 2)).toEqual({ kind: 'card', site: 0 });
    expect(hitTest(layout, parted.columns, server.x + 3, server.y + 3)).toEqual({ kind: 'server', server: 0 });
    expect(hitTest(layout, parted.columns, 2, layout.bounds.height - 2)).toBeNull();
  });
});
