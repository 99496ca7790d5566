/** Messages of a wave on their way, as a recording canvas sees them. */
import { describe, expect, it } from 'vitest';
import { MOTION, MOTION_STRIDE } from '../engine/frame';
import { RecordingContext } from './context.test-tools';
import { linkPath, pointOn } from './link-path';
import { DARK } from './palette';
import type { Scene } from './scene';
import { sceneOf, viewOf, withFrame } from './scene.test-tools';
import type { View } from './view';
import { countWave } from './wave-counts';
import { WAVE_FILTERS } from './wave-filter';
import { WaveLayer, type Followed, type WaveMoment } from './wave-layer';
import { WanPath } from './wan-path';

type Row = readonly [kind: number, from: number, to: number, t0: number, t1: number, extra: number, question: number];
const rowsOf = (rows: readonly Row[]): Float64Array<ArrayBuffer> => Float64Array.from(rows.flat());
const REST: WaveMoment = { playhead: 0, speed: 1, playing: false };

interface Drawn {
  readonly context: RecordingContext;
  readonly layer: WaveLayer;
}

function drawn(
  scene: Scene,
  view: View,
  rows: readonly Row[],
  moment: Partial<WaveMoment>,
  options: { followed?: Followed; reduced?: boolean; kinds?: ReadonlySet<number> } = {},
): Drawn {
  withFrame(scene, { motion: rowsOf(rows), motionCount: rows.length, waveQuestion: 7, wave: new Uint8Array(scene.slotCount) });
  const context = new RecordingContext();
  const layer = new WaveLayer(context.asContext, scene, view, { ...REST, ...moment }, new WanPath(scene), options.reduced ?? false);
  layer.draw(scene.frame!, options.followed ?? null, options.kinds ?? null);
  return { context, layer };
}

function nearScene(): { scene: Scene; view: View } {
  const scene = sceneOf([{ kind: 'branch', subnets: [12] }]);
  scene.catchUp(0);
  const { cell, stretches } = scene.layout!;
  return { scene, view: viewOf(40, cell, 600, 600, stretches[0]!.x - cell, stretches[0]!.y - 3 * cell) };
}
const screen = (view: View, [x, y]: readonly [number, number]): readonly [number, number] => [x * view.scale + view.offsetX, y * view.scale + view.offsetY];
/** Where discs were filled in a colour. */
const discs = (context: RecordingContext, colour: string): (readonly [number, number, number])[] =>
  context.of(colour).flatMap((stroke) => (stroke.how === 'fill' ? stroke.arcs : []));

describe('a message from client to client', () => {
  it('moves evenly in time from the one to the other, so that its speed is its latency', () => {
    const { scene, view } = nearScene();
    const path = linkPath(scene, 2, 3);
    for (const share of [0.25, 0.5, 0.75]) {
      const { context } = drawn(scene, view, [[MOTION.answers, 2, 3, 1_000, 2_000, 3, 7]], { playhead: 1_000 + 1_000 * share });
      const [disc] = discs(context, DARK.answer);
      const [x, y] = screen(view, pointOn(path, share));
      expect(disc![0]).toBeCloseTo(x, 6);
      expect(disc![1]).toBeCloseTo(y, 6);
    }
  });

  it('is there from when it is sent until it arrives, and neither before nor after', () => {
    const { scene, view } = nearScene();
    const seen = (playhead: number): number => drawn(scene, view, [[MOTION.question, 2, 3, 1_000, 2_000, 0, 7]], { playhead }).context.strokes.length;
    expect([999, 2_000, 5_000].map(seen)).toEqual([0, 0, 0]);
    expect(seen(1_000)).toBeGreaterThan(0);
    expect(seen(1_999)).toBeGreaterThan(0);
  });

  it('grows with the answers it carries, and a question is a chevron on an empty disc', () => {
    const { scene, view } = nearScene();
    const radius = (amount: number): number =>
      discs(drawn(scene, view, [[MOTION.answers, 2, 3, 0, 100, amount, 7]], { playhead: 50 }).context, DARK.answer)[0]![2];
    expect(radius(1)).toBeLessThan(radius(5));
    expect(radius(5)).toBeLessThan(radius(30));
    const { context } = drawn(scene, view, [[MOTION.question, 2, 3, 0, 100, 0, 7]], { playhead: 50 });
    expect(discs(context, DARK.answer)).toEqual([]);
    expect(context.of(DARK.question).some((stroke) => stroke.how === 'fill' && stroke.points.length === 4)).toBe(true);
  });

  it('is a streak over the stretch it sweeps when its hop is shorter than a picture, but stands where it is when time stands', () => {
    const { scene, view } = nearScene();
    const rows: Row[] = [[MOTION.answers, 2, 3, 1_000, 2_000, 3, 7]];
    const fast = drawn(scene, view, rows, { playhead: 1_500, speed: 10, playing: true }).context;
    expect(discs(fast, DARK.answer)).toEqual([]);
    const [streak] = fast.of(DARK.answer);
    const place = (slot: number): readonly [number, number] => screen(view, [scene.positions[2 * slot]!, scene.positions[2 * slot + 1]!]);
    // Three hops and more in one picture: as far back as the chain goes.
    expect(streak!.points).toEqual([place(2), place(3), place(1), place(2), place(0), place(1)]);
    const slower = drawn(scene, view, rows, { playhead: 1_500, speed: 0.09, playing: true }).context.of(DARK.answer);
    expect(slower[0]!.points).toEqual([place(2), place(3), place(1), place(2)]);
    expect(slower[0]!.alpha).toBeGreaterThan(streak!.alpha);
    // Still seen in the picture after its arrival, since it arrived since the last one.
    expect(drawn(scene, view, rows, { playhead: 2_500, speed: 10, playing: true }).context.strokes.length).toBeGreaterThan(0);
    expect(discs(drawn(scene, view, rows, { playhead: 1_500, speed: 10, playing: false }).context, DARK.answer)).toHaveLength(1);
  });

  it('does not fly with prefers-reduced-motion', () => {
    const { scene, view } = nearScene();
    const rows: Row[] = [
      [MOTION.question, -1, 0, 0, 100, 0, 7],
      [MOTION.answers, 2, 3, 0, 100, 3, 7],
    ];
    expect(drawn(scene, view, rows, { playhead: 50 }, { reduced: true }).context.strokes).toEqual([]);
  });

  it('says where it is when it is followed', () => {
    const { scene, view } = nearScene();
    const rows: Row[] = [
      [MOTION.question, 5, 6, 0, 100, 0, 7],
      [MOTION.question, 2, 3, 0, 100, 0, 7],
      [MOTION.question, 2, 3, 0, 100, 0, 8],
    ];
    const { layer } = drawn(scene, view, rows, { playhead: 50 }, { followed: { question: 7, at: 2, to: 3 } });
    const [x, y] = screen(view, pointOn(linkPath(scene, 2, 3), 0.5));
    expect(Math.hypot(layer.spot!.x - x, layer.spot!.y - y)).toBeLessThan(1e-6);
    expect(drawn(scene, view, rows, { playhead: 50 }, { followed: { question: 9, at: 2, to: 3 } }).layer.spot).toBeNull();
  });

  it('is left out when the legend asks for something else', () => {
    const { scene, view } = nearScene();
    const rows: Row[] = [[MOTION.question, 2, 3, 0, 100, 0, 7]];
    expect(drawn(scene, view, rows, { playhead: 50 }, { kinds: WAVE_FILTERS.answers.kinds }).context.strokes).toEqual([]);
    expect(drawn(scene, view, rows, { playhead: 50 }, { kinds: WAVE_FILTERS.question.kinds }).context.strokes.length).toBeGreaterThan(0);
  });
});

describe('a message to or from the server', () => {
  it('comes down to the backward leader and goes up from the forward leader (Q-1)', () => {
    const { scene } = nearScene();
    const view = viewOf(40, scene.layout!.cell, 4_000, 4_000);
    const height = (row: Row, playhead: number): number =>
      discs(drawn(scene, view, [row], { playhead }).context, row[0] === MOTION.answers ? DARK.answer : DARK.subnet)[0]![1];
    const down: Row = [MOTION.question, -1, 0, 0, 1_000, 0, 7];
    const up: Row = [MOTION.answers, 11, -1, 0, 1_000, 12, 7];
    expect(height(down, 100)).toBeLessThan(height(down, 900));
    expect(height(up, 100)).toBeGreaterThan(height(up, 900));
  });

  it('comes late with a registration on a dashed line and with a mark of its own (REG-6)', () => {
    const { scene, view } = nearScene();
    const { context } = drawn(scene, view, [[MOTION.lateQuestion, -1, 4, 0, 1_000, 0, 7]], { playhead: 950 });
    const dashed = context.strokes.filter((stroke) => stroke.dashed);
    expect(dashed.some((stroke) => stroke.colour === DARK.wan && stroke.points.length > 2)).toBe(true);
    expect(dashed.some((stroke) => stroke.colour === DARK.question && stroke.arcs.length === 2)).toBe(true);
    const normal = drawn(scene, view, [[MOTION.question, -1, 0, 0, 1_000, 0, 7]], { playhead: 950 }).context;
    expect(normal.strokes.some((stroke) => stroke.dashed)).toBe(false);
  });

  it('adds up to one denser stroke for each row of boxes when it is too fast to be seen', () => {
    const scene = sceneOf([{ kind: 'branch', subnets: [4, 4, 4, 4] }]);
    scene.catchUp(0);
    const view = viewOf(3, scene.layout!.cell, 4_000, 4_000);
    const rows = (many: number): Row[] => Array.from({ length: many }, (_, i): Row => [MOTION.answers, 3 + 4 * i, -1, 1_000, 2_000, 4, 7]);
    const strokes = (many: number): readonly { alpha: number }[] =>
      drawn(scene, view, rows(many), { playhead: 1_500, speed: 10, playing: true }).context.of(DARK.answer);
    const buses = new Set([0, 1, 2, 3].map((box) => scene.layout!.boxes[box]!.bus)).size;
    expect(strokes(4)).toHaveLength(buses);
    expect(strokes(4)[0]!.alpha).toBeGreaterThan(strokes(1)[0]!.alpha);
  });
});

describe('a lost message (Q-10)', () => {
  it('bursts for a moment in the colour of trouble, on its way to the peer or to the server', () => {
    const { scene, view } = nearScene();
    const burst = (from: number, to: number, playhead: number): RecordingContext =>
      drawn(scene, view, [[MOTION.lostMessage, from, to, 1_000, 2_000, 0, 7]], { playhead }).context;
    const between = burst(2, 3, 1_200).of(DARK.blocked)[0]!;
    const xs = between.points.map(([x]) => x);
    const ys = between.points.map(([, y]) => y);
    const [x, y] = screen(view, pointOn(linkPath(scene, 2, 3), 0.62));
    expect((Math.min(...xs) + Math.max(...xs)) / 2).toBeCloseTo(x, 0);
    expect((Math.min(...ys) + Math.max(...ys)) / 2).toBeCloseTo(y, 0);
    expect(burst(11, -1, 1_200).of(DARK.blocked).length).toBeGreaterThan(0);
    expect(burst(-1, 0, 1_200).of(DARK.blocked).length).toBeGreaterThan(0);
    expect(burst(2, 3, 2_000).strokes).toEqual([]);
    expect(burst(2, 3, 1_900).of(DARK.blocked)[0]!.alpha).toBeLessThan(between.alpha);
  });
});

describe('what is counted of a wave', () => {
  it('is what the frame shows: clients by how far they are, messages by kind', () => {
    const scene = sceneOf([{ kind: 'branch', subnets: [6] }]);
    const rows: Row[] = [
      [MOTION.question, -1, 0, 0, 1, 0, 7],
      [MOTION.question, 0, 1, 0, 1, 0, 7],
      [MOTION.answers, 2, 3, 0, 1, 3, 7],
      [MOTION.lateQuestion, -1, 5, 0, 1, 0, 7],
      [MOTION.lostMessage, 3, 4, 0, 1, 0, 7],
      [MOTION.normalRegistration, 3, -1, 0, 1, 0, -1],
    ];
    expect(rows[0]).toHaveLength(MOTION_STRIDE);
    withFrame(scene, { motion: rowsOf(rows), motionCount: rows.length, motionOmitted: 4, waveQuestion: 7, wave: Uint8Array.of(0, 1, 2, 3, 4, 4) });
    expect(countWave(scene.frame!)).toEqual({ question: 7, questions: 2, answers: 1, late: 1, lost: 1, omitted: 4, has: 2, answered: 1, heard: 2 });
    withFrame(scene, { waveQuestion: -1, wave: null });
    expect(countWave(scene.frame!)).toBeNull();
  });
});
