/** The buffers frames are made of. A fixed number exists; while all are with the page no frame is made, so slow drawing thins frames. */
import { MAX_MOTION, MOTION_STRIDE, SITE_STRIDE } from './frame';
import type { Frame } from './frame';
import { LIMITS } from './limits';

export interface FrameBuffers {
  readonly state: Uint16Array<ArrayBuffer>;
  readonly motion: Float64Array<ArrayBuffer>;
  /** Only when asked for. */
  readonly wave: Uint8Array<ArrayBuffer> | null;
  /** Exactly a row for each site. */
  readonly sites: Float64Array<ArrayBuffer>;
}
export interface LinkBuffers {
  readonly forward: Int32Array<ArrayBuffer>;
  readonly backward: Int32Array<ArrayBuffer>;
}

export class FramePool {
  private free: Omit<FrameBuffers, 'wave'>[] = [];
  private freeLinks: LinkBuffers[] = [];
  private freeWaves: Uint8Array<ArrayBuffer>[] = [];
  private outstanding = 0;

  get available(): boolean {
    return this.outstanding < LIMITS.frames;
  }
  get out(): number {
    return this.outstanding;
  }

  /** Buffers for so many slots and sites. Only when `available`. */
  take(slots: number, wave: boolean, sites: number): FrameBuffers {
    this.outstanding++;
    const ready = this.free.pop();
    const motion = ready?.motion ?? new Float64Array(MAX_MOTION * MOTION_STRIDE);
    const state = ready !== undefined && ready.state.length >= slots ? ready.state : new Uint16Array(roomFor(slots));
    const links = ready !== undefined && ready.sites.length === sites * SITE_STRIDE ? ready.sites : new Float64Array(sites * SITE_STRIDE);
    return { state, motion, wave: wave ? this.takeWave(slots) : null, sites: links };
  }

  private takeWave(slots: number): Uint8Array<ArrayBuffer> {
    const ready = this.freeWaves.pop();
    return ready !== undefined && ready.length >= slots ? ready : new Uint8Array(roomFor(slots));
  }

  takeLinks(slots: number): LinkBuffers {
    const ready = this.freeLinks.pop();
    if (ready !== undefined && ready.forward.length >= slots) return ready;
    return { forward: new Int32Array(roomFor(slots)), backward: new Int32Array(roomFor(slots)) };
  }

  giveBack(frame: Frame): void {
    this.outstanding = Math.max(0, this.outstanding - 1);
    if (frame.motion.length === MAX_MOTION * MOTION_STRIDE && this.free.length < LIMITS.frames)
      this.free.push({ state: frame.state, motion: frame.motion, sites: frame.sites });
    if (frame.wave !== null && frame.wave.length > 0 && this.freeWaves.length < LIMITS.frames) this.freeWaves.push(frame.wave);
    if (frame.forward !== null && frame.backward !== null && this.freeLinks.length < LIMITS.frames && frame.forward.length > 0) {
      this.freeLinks.push({ forward: frame.forward, backward: frame.backward });
    }
  }
}

/** Places are added when clients move: a little room saves new buffers. */
function roomFor(slots: number): number {
  return slots + 64 + (slots >> 6);
}
