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
    frame = next;
    if (frameListeners.size === 0) giveBack(next);
    for (const listener of frameListeners) listener();
  },
  publishLayout(next: Layout): void {
    layout = next;
    for (const listener of layoutListeners) listener();
  },
  /** Called by the drawer when it needs a frame no more; its buffers are detached after that. */
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
