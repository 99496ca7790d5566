/** Notices a worker that says nothing while something is pending. */

/** A worker that says nothing for so long while something is pending is taken for dead. */
export const SILENCE_MILLIS = 3_000;
/** Loading and reports of very large fleets are one long piece of work. */
export const LONG_SILENCE_MILLIS = 120_000;
/** Once silence is suspected, messages that wait in the page's own queue get so long to arrive. */
export const GRACE_MILLIS = 250;

export interface WatchdogDeps {
  readonly now: () => number;
  /** Calls back after so many milliseconds; returns the way to cancel. */
  readonly schedule: (callback: () => void, delayMillis: number) => () => void;
  /** Whether something is pending: only then is silence a bad sign. */
  readonly isOwed: () => boolean;
  /** How long it may be silent for what is pending, in milliseconds. */
  readonly allowance: () => number;
  readonly dead: () => void;
}

export interface Watchdog {
  /** The worker said something, or silence begins to count now. */
  heard(): void;
  /** Something is pending from now on. */
  watch(): void;
  rest(): void;
}

export function createWatchdog({ now, schedule, isOwed, allowance, dead }: WatchdogDeps): Watchdog {
  let lastHeard = now();
  let cancel: (() => void) | null = null;

  function later(callback: () => void, delayMillis: number): void {
    cancel = schedule(() => {
      cancel = null;
      if (isOwed()) callback();
    }, delayMillis);
  }

  function watch(): void {
    rest();
    if (!isOwed()) return;
    const allowed = allowance();
    later(
      () => {
        if (now() - lastHeard < allowed) watch();
        else suspect();
      },
      Math.max(1, lastHeard + allowed - now()),
    );
  }

  function suspect(): void {
    const heardBefore = lastHeard;
    later(() => {
      if (lastHeard !== heardBefore || now() - lastHeard < allowance()) watch();
      else dead();
    }, GRACE_MILLIS);
  }

  function rest(): void {
    cancel?.();
    cancel = null;
  }

  return {
    heard: () => {
      lastHeard = now();
    },
    watch,
    rest,
  };
}
