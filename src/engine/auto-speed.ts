/**
 * Auto speed: slow enough to follow what travels, fast over what is idle. One pure function from what is under way and what comes next to
 * one speed, and one that says how the speed in force goes over to it.
 */
import type { Micros } from '../sim/world';

export interface Situation {
  /** The shortest hop that a message of the question that is looked at is making now; null = none is under way. */
  readonly hop: Micros | null;
  /** Nothing but statuses of actions is under way. */
  readonly statuses: boolean;
  /** Hops of the longest chain, the server's included. */
  readonly hops: number;
  /** One single message is followed: each of its hops is to be seen, however long the chain is. */
  readonly single: boolean;
  /** Time until the next thing that is known to come; Infinity = nothing is known. */
  readonly next: Micros;
  /** What comes next will send messages that are to be followed. */
  readonly nextTravels: boolean;
  /** As fast as it may go for what is going on beside, though nothing of it is under way: clients work, links change, many register; Infinity = as one likes. */
  readonly pace: number;
}

/** Wall time of one hop, where a chain is short enough for it, in seconds. */
export const HOP_SECONDS = 0.45;
/** Wall time of a wave through the longest chain, where it is longer. */
export const WAVE_SECONDS = 8;
/** What comes next is approached like this: never nearer than so many seconds of wall time at the speed in force … */
const APPROACH_SECONDS = 0.35;
/** … until it is this slow. */
const ARRIVES = { travelling: 0.1, other: 1 } as const;
/** Over idle time; the faster, the longer it is known that nothing comes. */
const IDLE_SPEED = 60;
const FASTEST = 600;
const IDLE_SECONDS = 20;
/** Statuses of an action come again and again: they are shown on their way, not hop by hop. */
const STATUS_SPEED = 0.25;
/** However short a hop is: a speed from which one gets on. */
const SLOWEST = 0.0005;

const SECOND = 1_000_000;

/** Simulated seconds per second. */
export function autoSpeed(situation: Situation): number {
  const { hop, next, nextTravels, pace, single, statuses } = situation;
  if (hop !== null) return clamp(hop / SECOND / secondsPerHop(situation), statuses && !single ? STATUS_SPEED : SLOWEST, IDLE_SPEED);
  const idle = next === Infinity ? IDLE_SPEED : clamp(next / SECOND / IDLE_SECONDS, IDLE_SPEED, FASTEST);
  const arrives = nextTravels ? ARRIVES.travelling : ARRIVES.other;
  return clamp(Math.min(idle, pace, Math.max(next / SECOND / APPROACH_SECONDS, arrives)), SLOWEST, FASTEST);
}

function secondsPerHop({ single, hops }: Situation): number {
  return single ? HOP_SECONDS : Math.min(HOP_SECONDS, WAVE_SECONDS / Math.max(1, hops));
}

/** Wall time in which the speed may grow by the factor e, in milliseconds. */
const GROWS_IN = 250;

/** The speed in force goes down at once, before something is missed, and up little by little. */
export function easeSpeed(current: number, wanted: number, elapsedMillis: number): number {
  return Math.min(wanted, current * Math.exp(Math.max(0, elapsedMillis) / GROWS_IN));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
