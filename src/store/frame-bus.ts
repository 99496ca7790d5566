/** The latest frame and layout, outside React: whoever draws asks or listens; nothing here is rendered by React. */
import type { Frame } from '../engine/frame';
import type { Layout } from '../layout/types';

type Listener = () => void;

let frame: Frame | null = null;
let layout: Layout | null = null;
let giveBack: (frame: Frame) => void = () => undefined;
const frameListeners = new Set<Listener>();
const layoutListeners = new Set<Listener>();

export const frameBus = {
  get frame(): Frame | null {
    return frame;
  },
  get layout(): Layout | null {
    return layout;
  },
  /** Where frames go once they are drawn or overtaken. */
  connect(returnFrame: (frame: Frame) => void): void {
    giveBack = returnFrame;
  },
  publishFrame(next: Frame): void {
    if (frameListeners.size === 0) hold(next);
    else frame = next;
    for (const listener of frameListeners) listener();
  },
  publishLayout(next: Layout): void {
    layout = next;
    for (const listener of layoutListeners) listener();
  },
  /** Called by the drawer when it needs a frame no more; its state and motion are empty after that. */
  returnFrame(drawn: Frame): void {
    if (frame === drawn) frame = null;
    giveBack(drawn);
  },
  onFrame(listener: Listener): () => void {
    frameListeners.add(listener);
    return () => frameListeners.delete(listener);
  },
  onLayout(listener: Listener): () => void {
    layoutListeners.add(listener);
    return () => layoutListeners.delete(listener);
  },
};

/**
 * Nobody draws yet: the newest frame waits, and with it the newest links, since later frames leave out what has not changed.
 * (Link arrays stay readable after their frame was given back, until newer ones are given back.)
 */
function hold(next: Frame): void {
  const before = frame;
  frame = next.forward === null && before !== null ? { ...next, forward: before.forward, backward: before.backward } : next;
  if (before !== null) giveBack(before);
}
