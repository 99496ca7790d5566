/**
 * Registration (protocol.md §2): initial at start and at each reset, repeated after lost contact; normal ones are computed (client-state.ts).
 *
 *   turn ── choose a server ── sent ── regArrive (server enters the client, makes its list) ── regAnswer
 *                                └──── regFail after the time-out: another name, or again in 60 s
 */
import { KIND, type Core, type Dir, type RegistrationAttempt } from '../core';
import { bookWithout, bookWithoutUpstream, deliverBetween, eachUpstreamLeg, lose, receive, REGISTRATION, send, serverEnd, SIZE } from '../ledger';
import { draw, STREAM, uniform } from '../random';
import { EXTRA } from '../series-books';
import { ISOLATED, LOST_CONTACT, ONLINE, REGISTERED, REGISTERING, SKIPS, WATCHED } from '../state-bits';
import type { Micros, Slot } from '../world';
import { seekKey } from './candidates';
import { carry } from './carry';
import { loseContact, loseContactAt, watch, watchNext } from './contact';
import { currentKey, ISOLATED_KEY } from './chain-key';
import { catchUp, normalGap, reportedBits } from './client-state';
import { closeIncoming, closeOutgoing, confirmLink } from './links';
import { forgetListMemo, inRhythm, listLength, listOf, makeList } from './peer-list';
import { countRegistered, deliverOffers, offerAll, offersFor } from './questions';
import { disturb } from './sweep-end';
import { reachesServer } from './reach';
import { seekOf, startRound } from './seeking';

/** A client that reached no server tries again after this (REG-10). */
export const RETRY_AFTER: Micros = 60_000_000;

export const TURN_RESET = 0;
export const TURN_AGAIN = 1;

/** One of the names with the fewest failed attempts, at random (REG-9). */
function chooseServer(core: Core, slot: Slot, tried: readonly number[]): number {
  const names = core.world.subnets[core.clients.place.subnetOf[slot]!]!.servers;
  if (names.length <= 1) return names.length === 0 || tried.length > 0 ? -1 : names[0]!;
  const failures = core.failures.get(slot);
  const untried = names.filter((name) => !tried.includes(name));
  if (untried.length === 0) return -1;
  const fewest = Math.min(...untried.map((name) => failures?.[name] ?? 0));
  const best = untried.filter((name) => (failures?.[name] ?? 0) === fewest);
  const client = core.clients.identityOf(slot);
  const counter = core.choices.get(client) ?? 0;
  core.choices.set(client, counter + 1);
  return best[draw(core.seedKey, core.entityOf(slot), STREAM.serverChoice, counter) % best.length]!;
}

/** The client's turn to register: at its start, at a reset, or again after nobody answered. */
export function takeTurn(core: Core, slot: Slot, cause: number): void {
  sendAttempt(core, slot, chooseServer(core, slot, []), [], cause);
}

function sendAttempt(core: Core, slot: Slot, server: number, tried: number[], cause: number): void {
  const hot = core.clients.hot;
  if (server < 0) return;
  catchUp(core, slot);
  const state = hot.state[slot]!;
  if ((state & REGISTERED) === 0 && hot.server[slot]! < 0) hot.server[slot] = server;
  const repeated = (state & REGISTERED) !== 0 && (state & LOST_CONTACT) !== 0 && hot.server[slot] === server && hot.nextReset[slot]! > core.now;
  const attempt = openAttempt(core, slot, server, !repeated, [...tried, server], cause);
  send(core, REGISTRATION, slot, serverEnd(server), requestSize(attempt));
  bookWithout(core, REGISTRATION, slot, server, requestSize(attempt));
  if (reachesServer(core, slot, server)) carryRegistration(core, slot, attempt, KIND.regArrive, requestSize(attempt));
  else unanswered(core, slot, attempt);
}

function openAttempt(core: Core, slot: Slot, server: number, initial: boolean, tried: number[], cause: number): RegistrationAttempt {
  const { state } = core.clients.hot;
  const attempt: RegistrationAttempt = {
    serial: ++core.registrationSerial,
    server,
    sentAt: core.now,
    initial,
    tried,
    cause,
    reported: reportedBits(state[slot]!),
    arrived: false,
    list: null,
    skips: true,
    isolated: false,
    offered: [],
  };
  core.registrations.set(slot, attempt);
  state[slot]! |= REGISTERING;
  return attempt;
}

function requestSize(attempt: RegistrationAttempt): number {
  return attempt.initial ? SIZE.initialRequest : SIZE.normalRequest;
}

function unanswered(core: Core, slot: Slot, attempt: RegistrationAttempt): void {
  lose(core, REGISTRATION, slot, serverEnd(attempt.server), requestSize(attempt));
  loseContact(core, slot);
  core.queue.push(Math.max(core.now, attempt.sentAt + core.world.settings.connectTimeout), KIND.regFail, slot, 0, 0, attempt.serial, attempt.cause, 0, 0);
}

function currentAttempt(core: Core, slot: Slot, serial: number): RegistrationAttempt | null {
  const attempt = core.registrations.get(slot);
  return attempt && attempt.serial === serial ? attempt : null;
}

/** The server enters the client and makes its list from what it knows now (REG-7, REG-8). */
export function onRegArrive(core: Core, slot: Slot, serial: number, size: number, server: number): void {
  const attempt = currentAttempt(core, slot, serial);
  if (!attempt) {
    lose(core, REGISTRATION, slot, serverEnd(server), size);
    return;
  }
  if (!reachesServer(core, slot, attempt.server)) {
    unanswered(core, slot, attempt);
    return;
  }
  const hot = core.clients.hot;
  receive(core, REGISTRATION, slot, serverEnd(attempt.server), requestSize(attempt));
  bookWithoutUpstream(core, REGISTRATION, attempt.server, requestSize(attempt));
  eachUpstreamLeg(core, attempt.server, (lower, upper) => deliverBetween(core, REGISTRATION, lower, upper, requestSize(attempt)));
  attempt.arrived = true;
  // a normal registration that was sent meanwhile has been heard before
  catchUp(core, slot);
  hot.reported[slot] = attempt.reported;
  if (!inRhythm(core, slot)) hot.nextNormal[slot] = Math.max(lastHeard(core, slot), attempt.sentAt);
  if (attempt.initial) enter(core, slot, attempt);
  const peers = attempt.initial ? listLength(core, slot, attempt.list) : 0;
  countRegistered(core, slot);
  const offers = offersFor(core, slot, attempt.server);
  attempt.offered = offers.numbers;
  const answer = (attempt.initial ? SIZE.initialAnswer + SIZE.perPeer * peers : SIZE.normalAnswer) + offers.bytes;
  send(core, REGISTRATION, serverEnd(attempt.server), slot, answer);
  bookWithout(core, REGISTRATION, slot, attempt.server, answer - (attempt.initial ? SIZE.perPeer * peers : 0));
  bookWithoutUpstream(core, REGISTRATION, attempt.server, answer - (attempt.initial ? SIZE.perPeer * peers : 0));
  eachUpstreamLeg(core, attempt.server, (lower, upper) => deliverBetween(core, REGISTRATION, upper, lower, answer));
  carryRegistration(core, slot, attempt, KIND.regAnswer, answer);
}

function carryRegistration(core: Core, slot: Slot, attempt: RegistrationAttempt, kind: number, size: number): void {
  const { server, serial, cause } = attempt;
  const arrival = { kind, a: slot, b: 0, serial, cause, x: size, y: server };
  if (kind === KIND.regArrive) carry(core, REGISTRATION, slot, serverEnd(server), size, core.now, arrival);
  else carry(core, REGISTRATION, serverEnd(server), slot, size, core.now, arrival);
}

function enter(core: Core, slot: Slot, attempt: RegistrationAttempt): void {
  const hot = core.clients.hot;
  forgetOldPlaces(core, slot);
  hot.knownBy[slot] = attempt.server;
  hot.key[slot] = currentKey(core, slot);
  attempt.list = makeList(core, slot, attempt.server);
  attempt.skips = core.peering.skipUnreachable;
  attempt.isolated = hot.key[slot] === ISOLATED_KEY;
}

/** One entry per client (REG-1): the server forgets the addresses from which a client that moved was registered before. */
function forgetOldPlaces(core: Core, slot: Slot): void {
  const client = core.clients.identityOf(slot);
  if (client === slot) return;
  const { knownBy } = core.clients.hot;
  knownBy[client] = -1;
  for (const [place, who] of core.clients.identity) if (who === client) knownBy[place] = -1;
}

/** The answer reaches the client. */
export function onRegAnswer(core: Core, slot: Slot, serial: number, size: number, server: number): void {
  const attempt = currentAttempt(core, slot, serial);
  if (!attempt) {
    lose(core, REGISTRATION, serverEnd(server), slot, size);
    return;
  }
  receive(core, REGISTRATION, serverEnd(attempt.server), slot, size);
  core.registrations.delete(slot);
  const hot = core.clients.hot;
  const first = !inRhythm(core, slot);
  const newcomer = (hot.state[slot]! & REGISTERED) === 0;
  catchUp(core, slot);
  hot.state[slot]! &= ~(REGISTERING | LOST_CONTACT);
  const failures = core.failures.get(slot);
  if (failures) failures[attempt.server] = 0;
  if (first) beginRhythm(core, slot, attempt);
  if (attempt.initial) initialAnswer(core, slot, attempt, newcomer);
  else repeatedAnswer(core, slot, attempt);
  watch(core, slot, attempt.cause);
  deliverOffers(core, slot, attempt.server, attempt.offered, attempt.sentAt);
}

/** Out of rhythm: when the last normal registration was sent that the server heard; none before the first (a known fleet has its start there). */
function lastHeard(core: Core, slot: Slot): Micros {
  const { gapCount, nextNormal } = core.clients.hot;
  return gapCount[slot] === 0 ? -Infinity : nextNormal[slot]!;
}

function beginRhythm(core: Core, slot: Slot, attempt: RegistrationAttempt): void {
  const hot = core.clients.hot;
  // a registration that was sent while this answer was under way may have been heard, and contact lost since
  const last = Math.max(lastHeard(core, slot), attempt.sentAt);
  if (hot.gapCount[slot] === 0) core.rhythmBase.delete(slot);
  else core.rhythmBase.set(slot, attempt.sentAt);
  const next = attempt.sentAt + normalGap(core, slot, hot.gapCount[slot]!++);
  hot.nextNormal[slot] = Math.max(core.now, next);
  if (next < core.now || last > attempt.sentAt) {
    core.rhythmBase.set(slot, next < core.now ? core.now - 1 : attempt.sentAt);
    core.lateRhythm.set(slot, last);
  } else core.lateRhythm.delete(slot);
  offerAll(core, slot, attempt.server);
  if (core.outage && !reachesServer(core, slot, attempt.server)) watchNext(core, slot, attempt.cause);
}

function initialAnswer(core: Core, slot: Slot, attempt: RegistrationAttempt, newcomer: boolean): void {
  const hot = core.clients.hot;
  core.initialTotal++;
  core.books.series.count(EXTRA.initial, core.now, 1);
  const [low, high] = core.world.settings.initialRegistrationReset;
  scheduleReset(core, slot, attempt.sentAt + uniform(core.seedKey, core.entityOf(slot), STREAM.initialGap, hot.initialCount[slot]!++, low, high));
  const event = core.trace.add(core.now, 'client.registered', newcomer ? 'REG-1' : 'REG-2', attempt.cause, slot, -1, -1, attempt.server);
  hot.state[slot]! |= REGISTERED;
  hot.state[slot] = (hot.state[slot]! & ~(SKIPS | ISOLATED)) | (attempt.skips ? SKIPS : 0) | (attempt.isolated ? ISOLATED : 0);
  if (attempt.list === null) core.lists.delete(slot);
  else core.lists.set(slot, attempt.list);
  forgetListMemo(core);
  core.hints.delete(seekKey(slot, 0));
  core.hints.delete(seekKey(slot, 1));
  const moved = hot.server[slot] !== attempt.server;
  if (moved) disturb(core, slot);
  hot.server[slot] = attempt.server;
  // the answer was made before: what this server has got since will be offered
  if (moved) offerAll(core, slot, attempt.server);
  if (moved) leaveOldServer(core, slot, event);
  else if (attempt.isolated) for (const dir of [0, 1] as const) if (hot.in[dir][slot]! >= 0) closeIncoming(core, slot, dir, event, 'CHAIN-4');
  for (const dir of [0, 1] as const) useNewList(core, slot, dir, event);
}

/** A chain never mixes the clients of two servers (CHAIN-6). */
function leaveOldServer(core: Core, slot: Slot, cause: number): void {
  const hot = core.clients.hot;
  for (const dir of [0, 1] as const) {
    abandonAttempt(core, slot, dir);
    if (hot.out[dir][slot]! >= 0) closeOutgoing(core, slot, dir, cause, 'CHAIN-6');
    if (hot.in[dir][slot]! >= 0) closeIncoming(core, slot, dir, cause, 'CHAIN-6');
  }
}

function abandonAttempt(core: Core, slot: Slot, dir: Dir): void {
  const seek = core.seeks.get(seekKey(slot, dir));
  if (seek) seek.target = -1;
}

/** A link stays only if its peer is in the new list (CHAIN-11); then the client seeks. */
function useNewList(core: Core, slot: Slot, dir: Dir, cause: number): void {
  const hot = core.clients.hot;
  const { slots } = listOf(core, slot, dir);
  const peer = hot.out[dir][slot]!;
  if (peer >= 0 && slots.includes(peer)) confirmLink(core, slot, dir, cause);
  else if (peer >= 0) closeOutgoing(core, slot, dir, cause, 'CHAIN-11');
  const seek = seekOf(core, slot, dir);
  if (seek.target >= 0 && !slots.includes(seek.target)) seek.target = -1;
  startRound(core, slot, dir, cause, -1);
}

function repeatedAnswer(core: Core, slot: Slot, attempt: RegistrationAttempt): void {
  core.normalTotal++;
  core.books.series.count(EXTRA.repeated, core.now, 1);
  core.unusedGaps.set(slot, (core.unusedGaps.get(slot) ?? 0) - 1);
  core.trace.add(core.now, 'client.reregistered', 'REG-10', attempt.cause, slot, -1, -1, attempt.server);
  const reset = core.clients.hot.nextReset[slot]!;
  if (reset <= core.now) core.queue.push(core.now, KIND.turn, slot, 0, TURN_RESET, 0, attempt.cause, reset, 0);
}

function scheduleReset(core: Core, slot: Slot, at: Micros): void {
  core.clients.hot.nextReset[slot] = at;
  if (at < core.loadedUntil) core.queue.push(Math.max(at, core.now), KIND.turn, slot, 0, TURN_RESET, 0, 0, at, 0);
}

/** A reset falls due (x = its time), or another attempt after nobody answered. */
export function onTurn(core: Core, slot: Slot, variant: number, cause: number, x: number): void {
  const hot = core.clients.hot;
  const state = hot.state[slot]!;
  if ((state & ONLINE) === 0 || core.registrations.has(slot)) return;
  const due = variant === TURN_RESET ? hot.nextReset[slot] === x && (state & LOST_CONTACT) === 0 : contactSerial(core, slot) === x;
  if (due) takeTurn(core, slot, cause);
}

/** Number of the wait a client is in: a later loss of contact makes an earlier appointment void. */
function contactSerial(core: Core, slot: Slot): number {
  return core.waits.get(slot) ?? -1;
}

/** No server answered this attempt within the time-out. */
export function onRegFail(core: Core, slot: Slot, serial: number): void {
  const attempt = currentAttempt(core, slot, serial);
  if (!attempt) return;
  core.registrations.delete(slot);
  core.clients.hot.state[slot]! &= ~REGISTERING;
  const counts = core.failures.get(slot) ?? core.world.servers.map(() => 0);
  counts[attempt.server]! += 1;
  core.failures.set(slot, counts);
  const event = core.trace.add(core.now, 'registration.failed', 'REG-9', attempt.cause, slot, -1, -1, attempt.server);
  const other = chooseServer(core, slot, attempt.tried);
  if (other >= 0) {
    sendAttempt(core, slot, other, attempt.tried, event);
    return;
  }
  core.waits.set(slot, attempt.serial);
  core.waitUntil.set(slot, core.now + RETRY_AFTER);
  core.queue.push(core.now + RETRY_AFTER, KIND.turn, slot, 0, TURN_AGAIN, 0, event, attempt.serial, 0);
}

/** A watched client's normal registration falls due and gets no answer. */
export function onNormal(core: Core, slot: Slot, cause: number): void {
  const hot = core.clients.hot;
  if ((hot.state[slot]! & WATCHED) === 0 || hot.nextNormal[slot] !== core.now || !inRhythm(core, slot)) return;
  const under = core.registrations.get(slot);
  const server = hot.server[slot]!;
  send(core, REGISTRATION, slot, serverEnd(server), SIZE.normalRequest);
  bookWithout(core, REGISTRATION, slot, server, SIZE.normalRequest);
  lose(core, REGISTRATION, slot, serverEnd(server), SIZE.normalRequest);
  loseContactAt(core, slot);
  if (under) return;
  const attempt = openAttempt(core, slot, server, false, [server], cause);
  core.queue.push(core.now + core.world.settings.connectTimeout, KIND.regFail, slot, 0, 0, attempt.serial, cause, 0, 0);
}
