/** The parts that draw without a canvas: framebuffer, sprites, marks, paths, clock, text. */
import { describe, expect, it } from 'vitest';
import { createLayout } from '../layout/create-layout';
import { fixtureOf, settle } from '../layout/layout-fixture';
import { BACKWARD_LEADER, FORWARD_LEADER, HAS_NEXT, HAS_PREVIOUS, ONLINE, REGISTERED } from '../sim/state-bits';
import { playheadAt } from './clock';
import { faded, Framebuffer, over } from './framebuffer';
import { glyphFor } from './glyphs';
import { linkPath, pathLength, pointOn } from './link-path';
import { DARK, pixelOf } from './palette';
import { shortLabel } from './overlay-layer';
import { Reflow, REFLOW_MILLIS } from './reflow';
import { paint, sceneOf, viewOf } from './scene.test-tools';
import { createSprites } from './sprites';
import { compactCount, shorten } from './text';

describe('the framebuffer', () => {
  it('clips at every edge', () => {
    const fb = new Framebuffer();
    fb.resize(4, 4);
    fb.rect(-5, -5, 20, 20, pixelOf('#FFFFFF'));
    expect(fb.pixels.every((pixel) => pixel === 0xffffffff)).toBe(true);
    fb.clear();
    fb.blit(new Uint32Array(9).fill(0xff0000ff), 3, 3, -2);
    expect(fb.pixels.filter((pixel) => pixel !== 0)).toHaveLength(1);
    fb.line(-100, 2, 100, 2, 1, pixelOf('#FFFFFF'));
    expect([...fb.pixels.subarray(4, 12)].every((pixel) => pixel === 0xffffffff)).toBe(true);
  });

  it('mixes half-covered pixels with what is below', () => {
    expect(over(pixelOf('#FFFFFF'), pixelOf('#000000'))).toBe(0xffffffff);
    expect(over(0, pixelOf('#000000'))).toBe(pixelOf('#000000'));
    expect(over(pixelOf('#FFFFFF', 0.5), pixelOf('#000000')) & 255).toBe(128);
    expect(faded(pixelOf('#FFFFFF'), 0.5) >>> 24).toBe(128);
  });
});

describe('sprites', () => {
  it('are different for each role, as shapes and not only as colours', () => {
    const sheet = createSprites(24, DARK);
    const ground = pixelOf(DARK.subnet);
    const linked = ONLINE | REGISTERED | HAS_PREVIOUS | HAS_NEXT;
    const states = [linked, linked | BACKWARD_LEADER, linked | FORWARD_LEADER, linked | BACKWARD_LEADER | FORWARD_LEADER, 0, ONLINE | REGISTERED];
    const masks = states.map((state) => [...sheet.get(glyphFor(state))].map((pixel) => (pixel >>> 24 > 127 && pixel !== ground ? 1 : 0)).join(''));
    expect(new Set(masks).size).toBe(masks.length);
  });

  it('fit their square at every size', () => {
    for (const cell of [4, 9, 16.5, 40, 150]) {
      const sheet = createSprites(cell, DARK);
      const pixels = sheet.get(glyphFor(0x1 | 0x100));
      for (let i = 0; i < sheet.size; i++) expect(pixels[i]! | pixels[(sheet.size - 1) * sheet.size + i]! | pixels[i * sheet.size]!).toBe(0);
      expect(pixels.some((pixel) => pixel !== 0)).toBe(true);
    }
  });
});

describe('marks', () => {
  it('are drawn for every client at every level of detail, and differ when a client goes offline', () => {
    for (const cell of [0.8, 1.3, 3, 6, 12, 20, 60]) {
      const on = sceneOf([{ kind: 'branch', subnets: [30] }]);
      const off = sceneOf([{ kind: 'branch', subnets: [30] }], (columns) => {
        columns.state[4] = 0;
        settle(columns, 0, 30);
      });
      const { x, y } = on.layout!.stretches[0]!;
      const view = viewOf(cell, on.layout!.cell, 600, 600, x - 20, y - 20);
      const a = paint(on, view).pixels;
      const b = paint(off, view).pixels;
      expect(
        a.some((pixel) => pixel !== 0),
        `${cell}`,
      ).toBe(true);
      expect(
        a.some((pixel, i) => pixel !== b[i]),
        `${cell}`,
      ).toBe(true);
    }
  });

  it('draw a ribbon between linked clients, half of it where one direction is missing, none where both are (LINK-10)', () => {
    const inkAt = (prepare: Parameters<typeof sceneOf>[1]): number => {
      const scene = sceneOf([{ kind: 'branch', subnets: [8] }], prepare);
      const { positions, cell } = scene.layout!;
      const view = viewOf(60, cell, 400, 400, positions[4]! - cell, positions[5]! - cell);
      const fb = paint(scene, view);
      // Off the middle, where the chevron is.
      const y = Math.round((positions[5]! + (positions[7]! - positions[5]!) * 0.42) * view.scale) + view.offsetY;
      const link = pixelOf(DARK.link);
      const x = Math.round(positions[4]! * view.scale) + view.offsetX;
      return [...fb.pixels.subarray(y * fb.width + x - 25, y * fb.width + x + 25)].filter((pixel) => pixel === link).length;
    };
    const both = inkAt(() => undefined);
    const one = inkAt((columns) => {
      columns.forward[2] = -1;
    });
    const none = inkAt((columns) => {
      columns.forward[2] = -1;
      columns.backward[3] = -1;
    });
    expect(both).toBeGreaterThan(8);
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThan(both * 0.7);
    expect(none).toBe(0);
  });
});

describe('the way of a link', () => {
  it('leads straight to a neighbour and past a client that is skipped (LINK-4)', () => {
    const scene = sceneOf([{ kind: 'branch', subnets: [8] }], (columns) => {
      columns.state[1] = 0;
      settle(columns, 0, 8);
    });
    const { positions, cell } = scene.layout!;
    expect(linkPath(scene, 2, 3)).toHaveLength(4);
    const path = linkPath(scene, 0, 2);
    expect(path).toHaveLength(6);
    const away = Math.hypot(path[2]! - positions[2]!, path[3]! - positions[3]!);
    expect(away).toBeGreaterThan(cell * 0.36);
    expect(away).toBeLessThan(cell * 0.5);
  });

  it('begins and ends at its clients, and moves evenly along its length', () => {
    const path = [0, 0, 10, 0, 10, 30];
    expect(pathLength(path)).toBe(40);
    expect(pointOn(path, 0)).toEqual([0, 0]);
    expect(pointOn(path, 0.25)).toEqual([10, 0]);
    expect(pointOn(path, 0.5)).toEqual([10, 10]);
    expect(pointOn(path, 1)).toEqual([10, 30]);
  });

  it('is a WAN link between sites and inside a remote site, LAN elsewhere (NET-3)', () => {
    const scene = sceneOf([
      { kind: 'branch', subnets: [4] },
      { kind: 'vpn', subnets: [4] },
    ]);
    scene.names = { ...scene.names, sites: [false, true].map((remote, i) => ({ name: `${i}`, remote })) };
    expect(scene.isWanLink(0, 1)).toBe(false);
    expect(scene.isWanLink(4, 5)).toBe(true);
    expect(scene.isWanLink(0, 5)).toBe(true);
  });
});

describe('the scene', () => {
  it('hands back the frame that another one replaced, and keeps links that a frame does not repeat', () => {
    const scene = sceneOf([{ kind: 'branch', subnets: [4] }]);
    const first = scene.frame!;
    const next = { ...first, sequence: 2, state: first.state.slice(), forward: null, backward: null };
    first.forward!.fill(-1);
    expect(scene.setFrame(next)).toEqual({ previous: first, stateChanged: false, waveChanged: false, cutsChanged: false });
    expect([...scene.forward.subarray(0, 4)]).toEqual([1, 2, 3, -1]);
  });
});

describe('a change of layout', () => {
  it('moves each client from where it was to where it will be, in half a second, and survives an interruption', () => {
    const a = createLayout(fixtureOf([{ kind: 'branch', subnets: [8] }]).input);
    const b = createLayout({ ...fixtureOf([{ kind: 'branch', subnets: [8] }], { widthCssPx: 900, heightCssPx: 500 }).input });
    const reflow = new Reflow();
    reflow.begin(null, a, 0, false);
    expect(reflow.positions).toBe(a.positions);
    reflow.begin(a, b, 0, true);
    expect(reflow.active).toBe(true);
    expect([...reflow.positions]).toEqual([...a.positions]);
    reflow.step(REFLOW_MILLIS / 2);
    expect(reflow.positions[0]).toBeCloseTo((a.positions[0]! + b.positions[0]!) / 2, 3);
    const half = [...reflow.positions];
    reflow.begin(b, a, 250, true);
    expect([...reflow.positions]).toEqual(half);
    reflow.step(250 + REFLOW_MILLIS);
    expect(reflow.active).toBe(false);
    expect(reflow.positions).toBe(a.positions);
  });
});

describe('the playhead', () => {
  it('moves with the speed between frames, rests when paused, and does not make up for long gaps', () => {
    expect(playheadAt({ time: 1_000_000, speed: 2, at: 100 }, 200)).toBe(1_200_000);
    expect(playheadAt({ time: 1_000_000, speed: 0, at: 100 }, 5_000)).toBe(1_000_000);
    expect(playheadAt({ time: 0, speed: 1, at: 0 }, 60_000)).toBe(500_000);
  });
});

describe('text on the map', () => {
  it('counts in full up to 9,999, then short', () => {
    expect([0, 7, 999, 1_000, 1_500, 9_999, 10_000, 12_340, 160_000, 999_499, 1_000_000].map(compactCount)).toEqual([
      '0',
      '7',
      '999',
      '1,000',
      '1,500',
      '9,999',
      '10k',
      '12.3k',
      '160k',
      '999k',
      '1M',
    ]);
  });

  it('is shortened with an ellipsis, or left out when nothing readable would remain', () => {
    const measure = (text: string): number => text.length * 10;
    expect(shorten('Headquarters', 120, measure)).toBe('Headquarters');
    expect(shorten('Headquarters', 70, measure)).toBe('Headqu…');
    expect(shorten('Headquarters', 30, measure)).toBe('');
  });

  it('names a client by what tells it from its neighbours', () => {
    expect(['10.0.1.17', '2001:db8::1f', 'HQ-ENG-08', 'printer'].map(shortLabel)).toEqual(['.17', ':1f', '08', 'printer']);
  });
});
