/** What of the map lies outside the brushed clients: whole cards, whole boxes, and single clients in boxes that have some. World units. */
import type { Layout, Rect } from '../../layout/types';

export function veiledRects(layout: Layout, clients: readonly number[]): Rect[] {
  const brushed = new Set(clients);
  const isBrushedBox = layout.boxes.map((box) =>
    layout.stretches.slice(box.firstStretch, box.firstStretch + box.stretchCount).some((stretch) => stretch.slots.some((slot) => brushed.has(slot))),
  );
  return layout.cards.flatMap((card, index) => {
    const boxes = layout.boxes.flatMap((box, b) => (box.card === index ? [b] : []));
    if (!boxes.some((b) => isBrushedBox[b])) return [card];
    return boxes.flatMap((b) => (isBrushedBox[b] ? outsiders(layout, b, brushed) : [layout.boxes[b]!]));
  });
}

function outsiders(layout: Layout, box: number, brushed: ReadonlySet<number>): Rect[] {
  const { firstStretch, stretchCount } = layout.boxes[box]!;
  const { cell, positions } = layout;
  return layout.stretches
    .slice(firstStretch, firstStretch + stretchCount)
    .flatMap((stretch) =>
      [...stretch.slots]
        .filter((slot) => !brushed.has(slot))
        .map((slot) => ({ x: positions[2 * slot]! - cell / 2, y: positions[2 * slot + 1]! - cell / 2, width: cell, height: cell })),
    );
}
