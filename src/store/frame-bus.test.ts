import { describe, expect, it } from 'vitest';
import type { Frame } from '../engine/frame';
import { frameBus } from './frame-bus';

function frameOf(sequence: number, links: boolean): Frame {
  const none = (): Int32Array<ArrayBuffer> => new Int32Array([sequence]);
  return {
    epoch: 1,
    sequence,
    time: sequence,
    layoutVersion: 1,
    slotCount: 1,
    state: new Uint16Array(1),
    forward: links ? none() : null,
    backward: links ? none() : null,
    motion: new Float64Array(0),
    waveQuestion: -1,
    wave: null,
    motionCount: 0,
    motionOmitted: 0,
    sites: new Float64Array(0),
  };
}

describe('the frame bus', () => {
  it('keeps the newest frame with the newest links for whoever begins to draw, and gives the others back', () => {
    const returned: number[] = [];
    frameBus.connect((frame) => returned.push(frame.sequence));
    frameBus.publishFrame(frameOf(1, true));
    frameBus.publishFrame(frameOf(2, false));
    frameBus.publishFrame(frameOf(3, false));
    expect(frameBus.frame).toMatchObject({ sequence: 3, time: 3 });
    expect(frameBus.frame?.forward?.[0]).toBe(1);
    expect(returned).toEqual([1, 2]);
  });

  it('leaves frames to the one who draws, and forgets them when they are returned', () => {
    const returned: number[] = [];
    frameBus.connect((frame) => returned.push(frame.sequence));
    const seen: (number | undefined)[] = [];
    const stop = frameBus.onFrame(() => seen.push(frameBus.frame?.sequence));
    frameBus.publishFrame(frameOf(4, false));
    frameBus.publishFrame(frameOf(5, true));
    expect(seen).toEqual([4, 5]);
    expect(returned).toEqual([]);
    const { frame } = frameBus;
    if (frame !== null) frameBus.returnFrame(frame);
    expect(returned).toEqual([5]);
    expect(frameBus.frame).toBeNull();
    stop();
  });
});
