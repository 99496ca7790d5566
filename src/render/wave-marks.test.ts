/** How far clients are with a question, as their marks, ribbons and tiles say it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WAVE } from '../engine/frame';
import { HAS_NEXT, HAS_PREVIOUS, ONLINE, REGISTERED } from '../sim/state-bits';
import { GLYPH_COUNT, GLYPH_OF_STATE, SHAPE, shapeOfGlyph } from './glyphs';
import { fillOf } from './inks';
import { LOOK, looksFor, WAVE_NAMES } from './looks';
import { contrastOf, DARK, LIGHT, pixelOf } from './palette';
import { paint, sceneOf, viewOf, withFrame } from './scene.test-tools';
import { createSprites } from './sprites';
import { hasFront, waveTileOf } from './tiles';

const CELLS = [0.9, 2.5, 6, 12, 20, 48];
const waveOf = (count: number, wave: number | ((slot: number) => number)): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: count }, (_, slot) => (typeof wave === 'number' ? wave : wave(slot)));

describe('a tile with a question in the picture', () => {
  const clients = fc.array(fc.tuple(fc.nat(0xffff), fc.nat(4)), { minLength: 1, maxLength: 300 });

  it('equals its members: every client is counted once, by what it has of the question, else by what it does', () => {
    fc.assert(
      fc.property(clients, (members) => {
        const state = Uint16Array.from(members, ([bits]) => bits);
        const wave = Uint8Array.from(members, ([, reached]) => reached);
        const tile = waveTileOf({ slots: Int32Array.from(members, (_, slot) => slot) }, state, wave);
        const reached = (which: number): number => members.filter(([, one]) => one === which).length;
        const untouched = (...shapes: number[]): number =>
          members.filter(([bits, one]) => one === WAVE.none && shapes.includes(shapeOfGlyph(GLYPH_OF_STATE[bits]!))).length;
        expect(tile).toEqual({
          heard: reached(WAVE.heard),
          sent: reached(WAVE.sent),
          done: reached(WAVE.done),
          received: reached(WAVE.received),
          settled: untouched(SHAPE.client, SHAPE.backwardLeader, SHAPE.forwardLeader, SHAPE.both),
          seeking: untouched(SHAPE.seeking),
          blocked: untouched(SHAPE.blocked),
          offline: untouched(SHAPE.offline, SHAPE.none),
        });
        expect(Object.values(tile).reduce((sum: number, one: number) => sum + one, 0)).toBe(members.length);
      }),
    );
  });

  it('counts the parts of a grid as exactly as the whole', () => {
    fc.assert(
      fc.property(clients, fc.nat(300), (members, cut) => {
        const state = Uint16Array.from(members, ([bits]) => bits);
        const wave = Uint8Array.from(members, ([, reached]) => reached);
        const slots = Int32Array.from(members, (_, slot) => slot);
        const middle = Math.min(cut, members.length);
        const [whole, a, b] = [waveTileOf({ slots }, state, wave), waveTileOf({ slots }, state, wave, 0, middle), waveTileOf({ slots }, state, wave, middle)];
        for (const key of Object.keys(whole) as (keyof typeof whole)[]) expect(whole[key]).toBe(a[key] + b[key]);
      }),
    );
  });

  it('has a front from when the question comes in until it has passed everybody who is there', () => {
    const state = new Uint16Array(8).fill(ONLINE | REGISTERED | HAS_PREVIOUS | HAS_NEXT);
    const slots = Int32Array.from({ length: 8 }, (_, slot) => slot);
    const front = (answered: number, asked: number): boolean =>
      hasFront(
        waveTileOf(
          { slots },
          state,
          waveOf(8, (slot) => (slot < answered ? WAVE.sent : slot < asked ? WAVE.received : WAVE.none)),
        ),
      );
    expect([front(0, 0), front(0, 1), front(3, 5), front(3, 3), front(7, 8), front(8, 8)]).toEqual([false, true, true, true, true, false]);
  });

  it('is filled from the left as far as answers have come, in whole pixels that are as many as its share', () => {
    const scene = sceneOf([{ kind: 'branch', subnets: [200] }]);
    const stretch = scene.layout!.stretches[0]!;
    withFrame(scene, { waveQuestion: 0, wave: waveOf(200, (slot) => (slot < 100 ? WAVE.heard : WAVE.none)) });
    const view = viewOf(0.9, scene.layout!.cell, 300, 300, stretch.x - 40, stretch.y);
    const fb = paint(scene, view);
    const width = Math.round(stretch.width * view.scale);
    const left = Math.round(stretch.x * view.scale) + view.offsetX;
    const row = [...fb.pixels.subarray(fb.width * 6 + left, fb.width * 6 + left + width)];
    const half = row.lastIndexOf(pixelOf(DARK.answer)) + 1;
    expect(Math.abs(half - width / 2)).toBeLessThanOrEqual(0.5);
    expect(row.slice(0, half).every((pixel) => pixel === pixelOf(DARK.answer))).toBe(true);
    expect(row[half]).toBe(pixelOf(DARK.question));
    expect(row.slice(half + 1).every((pixel) => pixel === pixelOf(DARK.idle))).toBe(true);
  });
});

describe('the mark of a client with a question in the picture', () => {
  it('is another one for each thing it may have of it, in both themes and at every size, and the role stays', () => {
    const linked = ONLINE | REGISTERED | HAS_PREVIOUS | HAS_NEXT;
    for (const palette of [DARK, LIGHT])
      for (const cell of [5, 12, 24, 60]) {
        const sheet = createSprites(cell, palette);
        const bits = [linked, linked | 4, linked | 8, linked | 12];
        for (const state of bits) {
          const looks = [LOOK.none, LOOK.received, LOOK.done, LOOK.sent, LOOK.heard].map((look) =>
            sheet.get(look * GLYPH_COUNT + GLYPH_OF_STATE[state]!).join(),
          );
          expect(new Set(looks).size, `${palette.name} ${cell} ${state}`).toBe(5);
        }
        const outline = (state: number, look: number): string =>
          [...sheet.get(look * GLYPH_COUNT + GLYPH_OF_STATE[state]!)].map((pixel) => (pixel >>> 24 > 0 ? 1 : 0)).join('');
        for (const state of bits) expect(outline(state, LOOK.received)).toBe(outline(state, LOOK.heard));
        if (cell >= 12) expect(new Set(bits.map((state) => outline(state, LOOK.heard))).size).toBe(4);
      }
  });

  it('looks exactly as without questions while none is in the picture, at every level of detail', () => {
    for (const cell of CELLS) {
      const before = sceneOf([
        { kind: 'branch', subnets: [30] },
        { kind: 'vpn', subnets: [9] },
      ]);
      const after = withFrame(
        sceneOf([
          { kind: 'branch', subnets: [30] },
          { kind: 'vpn', subnets: [9] },
        ]),
        {
          waveQuestion: 0,
          wave: waveOf(39, WAVE.sent),
        },
      );
      const view = viewOf(cell, before.layout!.cell, 500, 400);
      const plain = paint(before, view).pixels;
      expect(paint(after, view).pixels.some((pixel, i) => pixel !== plain[i])).toBe(true);
      withFrame(after, { waveQuestion: -1, wave: null });
      expect(paint(after, view).pixels.every((pixel, i) => pixel === plain[i])).toBe(true);
    }
  });

  it('turns to the answer colour behind the answers, and so does the ribbon between two that have answered', () => {
    const scene = withFrame(sceneOf([{ kind: 'branch', subnets: [8] }]), {
      waveQuestion: 0,
      wave: waveOf(8, (slot) => (slot < 3 ? WAVE.sent : slot < 5 ? WAVE.received : WAVE.none)),
    });
    const { positions, cell } = scene.layout!;
    const stretch = scene.layout!.stretches[0]!;
    const view = viewOf(60, cell, 600, 600, stretch.x - cell, stretch.y - cell);
    const fb = paint(scene, view);
    const at = (x: number, y: number): number => fb.pixels[(Math.round(y * view.scale) + view.offsetY) * fb.width + Math.round(x * view.scale) + view.offsetX]!;
    const client = (slot: number): number => at(positions[2 * slot]!, positions[2 * slot + 1]! + cell * 0.01);
    const ribbon = (slot: number): number => {
      const [x, y, nextX, nextY] = [positions[2 * slot]!, positions[2 * slot + 1]!, positions[2 * slot + 2]!, positions[2 * slot + 3]!];
      return at(x + (nextX - x) * 0.42, y + (nextY - y) * 0.42);
    };
    expect([client(1), client(4), client(6)]).toEqual([DARK.sent, DARK.question, DARK.idle].map((colour) => pixelOf(colour)));
    expect([ribbon(1), ribbon(2), ribbon(3), ribbon(4), ribbon(5)]).toEqual(
      [DARK.linkAnswer, DARK.linkAnswer, DARK.linkQuestion, DARK.link, DARK.link].map((colour) => pixelOf(colour)),
    );
  });

  it('steps aside where the legend asks for others', () => {
    const looks = looksFor(new Set([WAVE.heard]));
    expect(WAVE_NAMES.map((name) => looks[WAVE[name]])).toEqual([LOOK.aside, LOOK.aside, LOOK.aside, LOOK.aside, LOOK.heard]);
    expect([...looksFor(null)]).toEqual([LOOK.none, LOOK.received, LOOK.done, LOOK.sent, LOOK.heard]);
  });

  it('has colours that stand out against every ground', () => {
    for (const palette of [DARK, LIGHT])
      for (const look of [LOOK.received, LOOK.done, LOOK.sent, LOOK.heard])
        for (const ground of [palette.page, palette.card, palette.subnet, palette.remoteCard])
          expect(contrastOf(fillOf(look, palette)!, ground), `${palette.name} ${look}`).toBeGreaterThanOrEqual(3);
  });

  it('of a client without server is red where there is no room for its ring (REG-10)', () => {
    const bits = ONLINE | REGISTERED | HAS_PREVIOUS | HAS_NEXT | (1 << 11);
    const sheet = createSprites(6, DARK);
    const middle = (sheet.size * sheet.size - 1) / 2;
    for (const look of [LOOK.plain, LOOK.sent]) expect(sheet.get(look * GLYPH_COUNT + GLYPH_OF_STATE[bits]!)[middle]).toBe(pixelOf(DARK.wan));
  });
});

describe('a wave that steps', () => {
  it('is held as it was shown, in a copy of its own, until it is taken (prefers-reduced-motion)', () => {
    const scene = sceneOf([{ kind: 'branch', subnets: [4] }]);
    const buffer = waveOf(4, WAVE.none);
    withFrame(scene, { waveQuestion: 0, wave: buffer });
    const next = { ...scene.frame!, sequence: 9, forward: null, backward: null, wave: waveOf(4, WAVE.sent) };
    expect(scene.setFrame(next, true).waveChanged).toBe(false);
    buffer.fill(WAVE.heard);
    expect([...scene.wave!]).toEqual([0, 0, 0, 0]);
    expect(scene.takeWave()).toBe(true);
    expect([...scene.wave!]).toEqual([3, 3, 3, 3]);
    expect(scene.setFrame({ ...next, sequence: 10, waveQuestion: 1, wave: waveOf(4, WAVE.done) }, true).waveChanged).toBe(true);
  });
});
