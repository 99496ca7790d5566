/**
 * Keeps the link arrays of the newest frame alive on the page. A frame without links means "as before", so the arrays of the last frame
 * that had them may be given back only after a frame with newer ones has been drawn.
 */
import type { Frame } from './frame';

interface Links {
  readonly sequence: number;
  readonly forward: Int32Array<ArrayBuffer>;
  readonly backward: Int32Array<ArrayBuffer>;
}

export interface LinkKeeper {
  took(frame: Frame): void;
  /** The frame as it goes back to the worker, and the buffers that travel with it. */
  giveBack(frame: Frame, epochBase: number): { readonly given: Frame; readonly transfer: readonly ArrayBuffer[] };
  /** The worker is gone: nothing is owed to it. */
  forget(): void;
}

export function createLinkKeeper(): LinkKeeper {
  /** Oldest first; the last one is in use. */
  let held: Links[] = [];

  return {
    took(frame) {
      if (frame.forward !== null && frame.backward !== null) held.push({ sequence: frame.sequence, forward: frame.forward, backward: frame.backward });
    },
    giveBack(frame, epochBase) {
      const next = held[1];
      const old = next !== undefined && frame.sequence >= next.sequence ? held.shift() : undefined;
      const given: Frame = { ...frame, epoch: frame.epoch - epochBase, forward: old?.forward ?? null, backward: old?.backward ?? null };
      const transfer = [frame.state.buffer, frame.motion.buffer, frame.sites.buffer];
      if (frame.wave !== null) transfer.push(frame.wave.buffer);
      if (old !== undefined) transfer.push(old.forward.buffer, old.backward.buffer);
      return { given, transfer };
    },
    forget() {
      held = [];
    },
  };
}
