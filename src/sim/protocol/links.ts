/**
 * Links between peers (LINK-1 … LINK-10): a connection attempt, its answer, the end of a link.
 *
 *   initiator                          acceptor
 *      │ hello ───────────────────────> │  slot free, or the claimant is nearer: accept
 *      │ <──────────────── accept/refuse │  else refuse, with the address of the nearer
 *      │ bye <───── displaced ────────── │  a nearer claimant came
 *      │ ─ ─ ─ keep-alives ─ ─ ─ ─ ─ ─ > │  missed for 30 s: silence, at both ends
 *
 * Both ends keep the link's serial; a link stands when both agree on it.
 */
import { KIND, type Core, type Dir } from '../core';
import { CONTROL, keepAlivesBegin, keepAlivesEnd, lose, receivePeer, sendPeer, SIZE } from '../ledger';
import type { RuleId } from '../log';
import { ISOLATED, ONLINE, REGISTERED, SKIPS } from '../state-bits';
import type { Micros, Slot } from '../world';
import { addHint, distance, insertByDistance, isAcceptableHint, isNearerThanPeer, seekKey } from './candidates';
import { previousChanged, wayForwardOpened } from './answers';
import { clearBits, IN_BIT, OUT_BIT, setBits } from './client-state';
import { canConnect, latencyBetween, permits } from './reach';
import { next, seekOf, startRound, stopReflecting } from './seeking';

/** Why a bye was sent: the rule that `link.closed` will cite. */
export const BYE_RULES = ['LINK-5', 'LINK-6', 'LINK-9', 'CHAIN-11', 'CHAIN-6', 'CHAIN-4', 'LINK-7'] as const satisfies readonly RuleId[];
type ByeRule = (typeof BYE_RULES)[number];

export function keepAliveTime(core: Core): Micros {
  return core.world.settings.keepAlive * core.world.settings.keepAliveMisses;
}

function isOnline(core: Core, slot: Slot): boolean {
  return (core.clients.hot.state[slot]! & ONLINE) !== 0;
}

/** The silence of a link that is broken as of now will be noticed after the keep-alive time (LINK-8). */
export function scheduleSilence(core: Core, from: Slot, to: Slot, dir: Dir, serial: number, cause: number): void {
  core.queue.push(core.now + keepAliveTime(core), KIND.silence, from, dir, to, serial, cause, core.now, 0);
}

// ── attempt and answer ────────────────────────────────────────────────────────────────────────────

/** A link that a new list keeps is confirmed: the peer hears of the client, whose list may name it only now (CHAIN-11, LINK-6). No answer. */
export function confirmLink(core: Core, slot: Slot, dir: Dir, cause: number): void {
  const peer = core.clients.hot.out[dir][slot]!;
  sendPeer(core, slot, peer, SIZE.hello);
  core.queue.push(core.now + latencyBetween(core, slot, peer), KIND.hello, peer, dir, slot, core.clients.hot.outSerial[dir][slot]!, cause, 1, 0);
}

/** `confirms` = 1: the message confirms a standing link and claims nothing. */
function onConfirm(core: Core, slot: Slot, dir: Dir, from: Slot, serial: number, cause: number): void {
  if (!canConnect(core, from, slot)) {
    lose(core, CONTROL, from, slot, SIZE.hello);
    return;
  }
  receivePeer(core, from, slot, SIZE.hello);
  const hot = core.clients.hot;
  const stands = hot.in[dir][slot] === from && hot.inSerial[dir][slot] === serial;
  if (stands && (hot.state[slot]! & (REGISTERED | ISOLATED)) === REGISTERED) hearsOf(core, slot, dir === 0 ? 1 : 0, from, cause);
}

/** A claim by `from` on `slot` arrives (LINK-5). */
export function onHello(core: Core, slot: Slot, dir: Dir, from: Slot, serial: number, cause: number, confirms: number): void {
  if (confirms !== 0) return onConfirm(core, slot, dir, from, serial, cause);
  if (!canConnect(core, from, slot)) {
    lose(core, CONTROL, from, slot, SIZE.hello);
    const seek = core.seeks.get(seekKey(from, dir));
    if (seek && seek.target === slot && seek.serial === serial) scheduleNoAnswer(core, from, dir, slot, serial, seek.startedAt, cause);
    return;
  }
  receivePeer(core, from, slot, SIZE.hello);
  const hot = core.clients.hot;
  const foreign = hot.server[from] !== hot.server[slot];
  if (foreign || (hot.state[slot]! & ISOLATED) !== 0) {
    answer(core, KIND.refuse, slot, dir, from, serial, cause, -1);
    return;
  }
  const holder = hot.in[dir][slot]!;
  if (holder >= 0 && holder !== from && distance(core, holder, dir, slot) <= distance(core, from, dir, slot)) {
    answer(core, KIND.refuse, slot, dir, from, serial, cause, holder);
  } else {
    if (holder >= 0 && holder !== from) sendBye(core, slot, holder, holder, dir, hot.inSerial[dir][slot]!, cause, from, 'LINK-5');
    hot.in[dir][slot] = from;
    hot.inSerial[dir][slot] = serial;
    setBits(core, slot, IN_BIT[dir]);
    if (dir === 0) previousChanged(core, slot, cause);
    answer(core, KIND.accept, slot, dir, from, serial, cause, -1);
  }
  if ((hot.state[slot]! & REGISTERED) !== 0) hearsOf(core, slot, dir === 0 ? 1 : 0, from, cause);
}

function answer(core: Core, kind: number, slot: Slot, dir: Dir, to: Slot, serial: number, cause: number, hint: Slot): void {
  sendPeer(core, slot, to, kind === KIND.accept ? SIZE.accept : SIZE.refuse);
  core.queue.push(core.now + latencyBetween(core, slot, to), kind, to, dir, slot, serial, cause, hint, 0);
}

function scheduleNoAnswer(core: Core, slot: Slot, dir: Dir, target: Slot, serial: number, startedAt: Micros, cause: number): void {
  const due = startedAt + core.world.settings.connectTimeout;
  core.queue.push(Math.max(due, core.now), KIND.noAnswer, slot, dir, target, serial, cause, 0, 0);
}

/** A client that hears from a nearer peer than the one it has tries it at once (LINK-6). */
function hearsOf(core: Core, slot: Slot, dir: Dir, other: Slot, cause: number): void {
  if (!isAcceptableHint(core, slot, dir, other) || !isNearerThanPeer(core, slot, dir, other)) return;
  if (core.clients.hot.out[dir][slot] === other) return;
  const seek = seekOf(core, slot, dir);
  if (seek.target === other) {
    // Its answer may still be on the way. If it is overdue, the peer was not there then, and is now: tried anew at once.
    if (core.now - seek.startedAt <= 2 * latencyBetween(core, slot, other)) return;
    seek.target = -1;
  }
  addHint(core, slot, dir, other);
  insertByDistance(core, slot, dir, seek.queue, other);
  if (seek.target < 0) next(core, slot, dir, cause);
}

/** "Yes" arrives at the initiator. */
export function onAccept(core: Core, slot: Slot, dir: Dir, from: Slot, serial: number, cause: number): void {
  const seek = core.seeks.get(seekKey(slot, dir));
  const current = seek !== undefined && seek.target === from && seek.serial === serial;
  if (!isOnline(core, slot) || !permits(core, slot, from)) {
    lose(core, CONTROL, from, slot, SIZE.accept);
    scheduleSilence(core, slot, from, dir, serial, cause);
    if (current) scheduleNoAnswer(core, slot, dir, from, serial, seek.startedAt, cause);
    return;
  }
  receivePeer(core, from, slot, SIZE.accept);
  if (!current) {
    sendBye(core, slot, from, slot, dir, serial, cause, -1, 'LINK-7');
    return;
  }
  const opened = core.trace.add(core.now, 'link.opened', 'LINK-1', seek.cause, slot, from, dir, -1);
  const hot = core.clients.hot;
  if (hot.out[dir][slot]! >= 0) closeOutgoing(core, slot, dir, opened, 'LINK-6');
  hot.out[dir][slot] = from;
  hot.outSerial[dir][slot] = serial;
  setBits(core, slot, OUT_BIT[dir]);
  keepAlivesBegin(core, slot, from, dir);
  stopReflecting(core, slot, dir, opened);
  if (dir === 0) wayForwardOpened(core, slot, opened, true);
  seek.target = -1;
  seek.queue = seek.queue.filter((other) => isNearerThanPeer(core, slot, dir, other) && other !== from);
  next(core, slot, dir, opened);
}

/** "No" arrives, perhaps with the address of somebody nearer. */
export function onRefuse(core: Core, slot: Slot, dir: Dir, from: Slot, serial: number, cause: number, hint: Slot): void {
  const seek = core.seeks.get(seekKey(slot, dir));
  const current = seek !== undefined && seek.target === from && seek.serial === serial;
  if (!isOnline(core, slot) || !permits(core, slot, from)) {
    lose(core, CONTROL, from, slot, SIZE.refuse);
    if (current) scheduleNoAnswer(core, slot, dir, from, serial, seek.startedAt, cause);
    return;
  }
  receivePeer(core, from, slot, SIZE.refuse);
  if (current) refused(core, slot, dir, from, hint, cause);
}

function refused(core: Core, slot: Slot, dir: Dir, from: Slot, hint: Slot, cause: number): void {
  const seek = seekOf(core, slot, dir);
  const event = core.trace.add(core.now, 'link.refused', hint < 0 ? 'CHAIN-6' : 'LINK-5', seek.cause || cause, slot, from, dir, hint);
  seek.target = -1;
  if (hint !== slot && isAcceptableHint(core, slot, dir, hint)) {
    addHint(core, slot, dir, hint);
    if (!seek.tried.includes(hint) && isNearerThanPeer(core, slot, dir, hint)) insertByDistance(core, slot, dir, seek.queue, hint);
  }
  next(core, slot, dir, event);
}

export function onNoAnswer(core: Core, slot: Slot, dir: Dir, target: Slot, serial: number): void {
  const seek = core.seeks.get(seekKey(slot, dir));
  if (!seek || seek.target !== target || seek.serial !== serial || !isOnline(core, slot)) return;
  const event = core.trace.add(core.now, 'link.timeout', 'LINK-7', seek.cause, slot, target, dir, -1);
  seek.target = -1;
  if ((core.clients.hot.state[slot]! & SKIPS) === 0) seek.queue = [];
  next(core, slot, dir, event);
}

// ── the end of a link ─────────────────────────────────────────────────────────────────────────────

/** The initiator gives up its link and tells the acceptor. */
export function closeOutgoing(core: Core, slot: Slot, dir: Dir, cause: number, rule: ByeRule): void {
  const hot = core.clients.hot;
  const peer = hot.out[dir][slot]!;
  const event = core.trace.add(core.now, 'link.closed', rule, cause, slot, peer, dir, -1);
  dropOutgoing(core, slot, dir, null);
  sendBye(core, slot, peer, slot, dir, hot.outSerial[dir][slot]!, event, -1, rule);
}

/** The acceptor gives up a link that came in and tells the initiator. */
export function closeIncoming(core: Core, slot: Slot, dir: Dir, cause: number, rule: ByeRule): void {
  const hot = core.clients.hot;
  const peer = hot.in[dir][slot]!;
  freeIncoming(core, slot, dir, cause);
  sendBye(core, slot, peer, peer, dir, hot.inSerial[dir][slot]!, cause, -1, rule);
}

/** The client's own side of an outgoing link is gone. `deadSince`: its keep-alives went nowhere from then on. */
export function dropOutgoing(core: Core, slot: Slot, dir: Dir, deadSince: Micros | null): void {
  const hot = core.clients.hot;
  keepAlivesEnd(core, slot, hot.out[dir][slot]!, dir, deadSince);
  core.cutAt.delete(seekKey(slot, dir));
  clearBits(core, slot, OUT_BIT[dir]);
  hot.out[dir][slot] = -1;
}

/** `cause`: log id of what ended the link. */
export function freeIncoming(core: Core, slot: Slot, dir: Dir, cause: number): void {
  clearBits(core, slot, IN_BIT[dir]);
  core.clients.hot.in[dir][slot] = -1;
  if (dir === 0) previousChanged(core, slot, cause);
}

export function sendBye(core: Core, from: Slot, to: Slot, initiator: Slot, dir: Dir, serial: number, cause: number, hint: Slot, rule: ByeRule): void {
  sendPeer(core, from, to, SIZE.leave);
  const flags = BYE_RULES.indexOf(rule) * 2 + (to === initiator ? 1 : 0);
  core.queue.push(core.now + latencyBetween(core, from, to), KIND.bye, to, dir, from, serial, cause, hint, flags);
}

export function onBye(core: Core, slot: Slot, dir: Dir, from: Slot, serial: number, cause: number, hint: Slot, flags: number): void {
  const toInitiator = (flags & 1) !== 0;
  const initiator = toInitiator ? slot : from;
  const acceptor = toInitiator ? from : slot;
  if (!isOnline(core, slot) || !permits(core, initiator, acceptor)) {
    lose(core, CONTROL, from, slot, SIZE.leave);
    scheduleSilence(core, initiator, acceptor, dir, serial, cause);
    return;
  }
  receivePeer(core, from, slot, SIZE.leave);
  const hot = core.clients.hot;
  if (!toInitiator) {
    if (hot.in[dir][slot] === from && hot.inSerial[dir][slot] === serial) freeIncoming(core, slot, dir, cause);
    return;
  }
  if (hot.out[dir][slot] === from && hot.outSerial[dir][slot] === serial) {
    const event = core.trace.add(core.now, 'link.closed', BYE_RULES[flags >> 1]!, cause, slot, from, dir, hint);
    dropOutgoing(core, slot, dir, null);
    if (hint !== slot && isAcceptableHint(core, slot, dir, hint)) addHint(core, slot, dir, hint);
    startRound(core, slot, dir, event, from);
    return;
  }
  const seek = core.seeks.get(seekKey(slot, dir));
  if (seek && seek.target === from && seek.serial === serial) refused(core, slot, dir, from, hint, cause);
}

/** Missed keep-alives are noticed, at both ends (LINK-8). Nothing happens if the link stands and was not cut all the while. */
export function onSilence(core: Core, slot: Slot, dir: Dir, to: Slot, serial: number, cause: number, since: Micros): void {
  const hot = core.clients.hot;
  const mine = isOnline(core, slot) && hot.out[dir][slot] === to && hot.outSerial[dir][slot] === serial;
  const theirs = isOnline(core, to) && hot.in[dir][to] === slot && hot.inSerial[dir][to] === serial;
  const cut = core.cutAt.get(seekKey(slot, dir));
  if (mine && theirs && !(cut !== undefined && cut <= since)) return;
  if (theirs) freeIncoming(core, to, dir, cause);
  if (!mine) return;
  const event = core.trace.add(core.now, 'link.lost', 'LINK-8', cause, slot, to, dir, -1);
  dropOutgoing(core, slot, dir, since);
  startRound(core, slot, dir, event, -1);
}
