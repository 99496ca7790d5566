/**
 * How a client looks for a peer, separately in each direction (LINK-1, LINK-2, LINK-4, LINK-7):
 *
 *   round ──> next ──> attempt ──> hello … accept ──> linked
 *               │          └──── refuse, time-out ──┐
 *               │<──────────────────────────────────┘
 *               └─ nobody left ──> reflect ──(60 s)──> round
 */
import { KIND, type Core, type Dir, type Seek } from '../core';
import { wayForwardOpened } from './answers';
import { CONTROL_ROLE, clearBits, seekBit, setBits } from './client-state';
import { SIZE, sendPeer } from '../ledger';
import { ISOLATED } from '../state-bits';
import type { Slot } from '../world';
import { candidatesOf, isNearerThanPeer, seekKey } from './candidates';
import { listOf } from './peer-list';
import { latencyBetween } from './reach';

/** Begins a full round, or renews the queue of the one that is on. `except` was just lost and is not tried. */
export function startRound(core: Core, slot: Slot, dir: Dir, cause: number, except: Slot): void {
  const seek = seekOf(core, slot, dir);
  seek.tried.length = 0;
  if (except >= 0) seek.tried.push(except);
  if (seek.target >= 0) seek.tried.push(seek.target);
  fillQueue(core, slot, dir, seek, except);
  if (seek.target < 0) next(core, slot, dir, cause);
}

/** All candidates nearer than the peer, but for the one just lost and the one being tried. */
function fillQueue(core: Core, slot: Slot, dir: Dir, seek: Seek, except: Slot): void {
  const candidates = core.hints.has(seekKey(slot, dir)) ? candidatesOf(core, slot, dir) : listOf(core, slot, dir).slots;
  seek.queue.length = 0;
  for (const other of candidates) if (other !== except && other !== seek.target && isNearerThanPeer(core, slot, dir, other)) seek.queue.push(other);
}

/** The search record of a client in a direction, made when there is none. */
export function seekOf(core: Core, slot: Slot, dir: Dir): Seek {
  const key = seekKey(slot, dir);
  let seek = core.seeks.get(key);
  if (!seek) core.seeks.set(key, (seek = core.idleSeeks.pop() ?? { queue: [], tried: [], target: -1, serial: 0, startedAt: 0, cause: 0 }));
  return seek;
}

/** The search is over, or its client is. */
export function dropSeek(core: Core, slot: Slot, dir: Dir): void {
  const key = seekKey(slot, dir);
  const seek = core.seeks.get(key);
  if (!seek) return;
  core.seeks.delete(key);
  seek.queue.length = 0;
  seek.tried.length = 0;
  seek.target = -1;
  core.idleSeeks.push(seek);
}

/** Tries the first of the queue; when there is none, the round is over. */
export function next(core: Core, slot: Slot, dir: Dir, cause: number): void {
  const seek = seekOf(core, slot, dir);
  const target = seek.queue.shift();
  if (target === undefined) endRound(core, slot, dir, cause);
  else attempt(core, slot, dir, target, seek, cause);
}

function attempt(core: Core, slot: Slot, dir: Dir, target: Slot, seek: Seek, cause: number): void {
  const hot = core.clients.hot;
  const serial = (hot.attemptSerial[dir][slot]! + 1) & 0xffff;
  hot.attemptSerial[dir][slot] = serial;
  seek.tried.push(target);
  seek.target = target;
  seek.serial = serial;
  seek.startedAt = core.now;
  seek.cause = core.trace.add(core.now, 'link.tried', seek.tried.length > 1 ? 'LINK-4' : 'LINK-1', cause, slot, target, dir, -1);
  hot.state[slot]! |= seekBit(dir);
  sendPeer(core, slot, target, SIZE.hello);
  const latency = latencyBetween(core, slot, target);
  core.queue.push(core.now + latency, KIND.hello, target, dir, slot, serial, seek.cause, 0, 0);
  const timeout = core.world.settings.connectTimeout;
  if (2 * latency >= timeout) core.queue.push(core.now + timeout, KIND.noAnswer, slot, dir, target, serial, seek.cause, 0, 0);
}

function endRound(core: Core, slot: Slot, dir: Dir, cause: number): void {
  dropSeek(core, slot, dir);
  core.clients.hot.state[slot]! &= ~seekBit(dir);
  if (core.clients.hot.out[dir][slot]! >= 0) return;
  reflect(core, slot, dir, cause);
}

/** Forward or backward reflection (LINK-2): the connection goes to the server. */
function reflect(core: Core, slot: Slot, dir: Dir, cause: number): void {
  const state = core.clients.hot.state[slot]!;
  const role = CONTROL_ROLE[dir];
  if ((state & role) === 0) {
    setBits(core, slot, role);
    core.trace.add(core.now, 'role.gained', (state & ISOLATED) !== 0 ? 'CHAIN-4' : 'LINK-2', cause, slot, -1, dir, -1);
    if (dir === 0) wayForwardOpened(core, slot, core.trace.lastId, false);
  }
  const key = seekKey(slot, dir);
  if (core.retryAt.has(key) || (listOf(core, slot, dir).slots.length === 0 && !core.hints.has(key))) return;
  const at = core.now + core.world.settings.reflectRetry;
  core.retryAt.set(key, at);
  core.queue.push(at, KIND.retry, slot, dir, 0, 0, cause, 0, 0);
}

/** A linked client leads no longer in this direction. */
export function stopReflecting(core: Core, slot: Slot, dir: Dir, cause: number): void {
  core.retryAt.delete(seekKey(slot, dir));
  const role = CONTROL_ROLE[dir];
  if ((core.clients.hot.state[slot]! & role) === 0) return;
  clearBits(core, slot, role);
  core.trace.add(core.now, 'role.lost', 'LINK-7', cause, slot, -1, dir, -1);
}

export function onRetry(core: Core, slot: Slot, dir: Dir, cause: number): void {
  const key = seekKey(slot, dir);
  if (core.retryAt.get(key) !== core.now) return;
  core.retryAt.delete(key);
  if (core.clients.hot.out[dir][slot]! >= 0 || core.seeks.has(key)) return;
  startRound(core, slot, dir, cause, -1);
}
