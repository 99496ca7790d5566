/** Clients come, go and move (REG-1, LINK-8, LINK-9). */
import { compareAddresses, formatPrefix, hostRange, nextAddress, type Address } from '../address';
import type { Core } from '../core';
import { ONLINE, VACATED } from '../state-bits';
import type { Slot } from '../world';
import { seekKey } from './candidates';
import { forgetQuestions } from './answers';
import { currentKey } from './chain-key';
import { changeState } from './client-state';
import { dropOutgoing, freeIncoming, scheduleSilence, sendBye } from './links';
import { forgetListMemo } from './peer-list';
import { indexRules, rankRange } from './reach';
import { endRhythm } from './contact';
import { disturb } from './sweep-end';
import { takeTurn } from './registration';
import { dropSeek } from './seeking';

/** `act`: index of the act that did it, −1 = the scenario's own start. */
export function startClient(core: Core, slot: Slot, cause: number, act: number): void {
  const hot = core.clients.hot;
  if ((hot.state[slot]! & (ONLINE | VACATED)) !== 0) return;
  changeState(core, slot, hot.state[slot]! | ONLINE);
  const event = core.trace.add(core.now, 'client.started', 'REG-1', cause, slot, -1, -1, act);
  hot.server[slot] = -1;
  takeTurn(core, slot, event);
}

/** Switched off. Its neighbours notice by silence, or are told in an orderly stop. */
export function stopClient(core: Core, slot: Slot, orderly: boolean, act: number): void {
  const hot = core.clients.hot;
  if ((hot.state[slot]! & ONLINE) === 0) return;
  disturb(core, slot);
  const event = core.trace.add(core.now, 'client.stopped', orderly ? 'LINK-9' : 'LINK-8', 0, slot, -1, -1, act);
  endRhythm(core, slot);
  changeState(core, slot, hot.state[slot]! & ~ONLINE);
  forgetQuestions(core, slot);
  const last = core.registrations.get(slot);
  if (last?.arrived && hot.nextNormal[slot]! < last.sentAt) hot.nextNormal[slot] = last.sentAt;
  if (orderly) sayGoodBye(core, slot, event);
  for (const dir of [0, 1] as const) {
    const seek = core.seeks.get(seekKey(slot, dir));
    if (seek && seek.target >= 0) scheduleSilence(core, slot, seek.target, dir, seek.serial, event);
    if (hot.out[dir][slot]! >= 0) {
      scheduleSilence(core, slot, hot.out[dir][slot]!, dir, hot.outSerial[dir][slot]!, event);
      dropOutgoing(core, slot, dir, null);
    }
    if (hot.in[dir][slot]! >= 0) {
      scheduleSilence(core, hot.in[dir][slot]!, slot, dir, hot.inSerial[dir][slot]!, event);
      freeIncoming(core, slot, dir, event);
    }
    dropSeek(core, slot, dir);
    core.hints.delete(seekKey(slot, dir));
    core.retryAt.delete(seekKey(slot, dir));
  }
  core.registrations.delete(slot);
  core.waits.delete(slot);
  core.waitUntil.delete(slot);
  core.lists.delete(slot);
  forgetListMemo(core);
  core.rhythmBase.delete(slot);
  core.lateRhythm.delete(slot);
  hot.nextReset[slot] = Infinity;
  changeState(core, slot, hot.state[slot]! & VACATED);
}

/** Tells each neighbour about the one on the other side (LINK-9). */
function sayGoodBye(core: Core, slot: Slot, cause: number): void {
  const { out, in: incoming, outSerial, inSerial } = core.clients.hot;
  const ahead = out[0][slot]! >= 0 ? out[0][slot]! : incoming[1][slot]!;
  const behind = out[1][slot]! >= 0 ? out[1][slot]! : incoming[0][slot]!;
  for (const dir of [0, 1] as const) {
    const peer = out[dir][slot]!;
    if (peer >= 0) sendBye(core, slot, peer, slot, dir, outSerial[dir][slot]!, cause, dir === 0 ? behind : ahead, 'LINK-9');
    const claimant = incoming[dir][slot]!;
    if (claimant >= 0) sendBye(core, slot, claimant, claimant, dir, inSerial[dir][slot]!, cause, dir === 0 ? ahead : behind, 'LINK-9');
  }
}

/** The client leaves its place without a word and appears in another subnet. */
export function moveClient(core: Core, client: Slot, subnet: number, act: number): void {
  const from = core.clients.slotOf(client);
  const address = freeAddress(core, subnet);
  if (address === null) {
    core.warnings.push({
      code: 'move.full',
      message: `No address is free in ${formatPrefix(core.world.subnets[subnet]!.prefix)}: ${core.clients.addressText(from)} stays where it is.`,
    });
    return;
  }
  const wasOnline = (core.clients.hot.state[from]! & ONLINE) !== 0;
  stopClient(core, from, false, act);
  core.clients.hot.state[from] = VACATED;
  const to = core.clients.addPlace(client, subnet, address, positionOf(core, address));
  forgetListMemo(core);
  copyCounters(core, from, to);
  core.clients.hot.key[to] = currentKey(core, to);
  indexRules(core);
  const event = core.trace.add(core.now, 'client.moved', 'REG-1', 0, to, from, -1, act);
  if (wasOnline) startClient(core, to, event, -1);
}

function copyCounters(core: Core, from: Slot, to: Slot): void {
  const hot = core.clients.hot;
  hot.gapCount[to] = hot.gapCount[from]!;
  hot.initialCount[to] = hot.initialCount[from]!;
  hot.nextNormal[to] = -Infinity;
  const unused = core.unusedGaps.get(from);
  if (unused !== undefined) core.unusedGaps.set(to, unused);
}

/** Place in chain order for an address; behind those that have the same one. */
function positionOf(core: Core, address: Address): number {
  return rankRange(core, { family: address.family, words: address.words, length: address.family === 4 ? 32 : 128 }).end;
}

/** First host address of a subnet that nobody has or had: a place that was left stays empty. */
function freeAddress(core: Core, subnet: number): Address | null {
  const { prefix } = core.world.subnets[subnet]!;
  const { first, end } = rankRange(core, prefix);
  const { order } = core.clients.place;
  const range = hostRange(prefix);
  let candidate = range.first;
  for (let r = first; r < end; r++) {
    const slot = order[r]!;
    const taken = core.clients.addressAt(slot);
    const difference = compareAddresses(taken, candidate);
    if (difference < 0) continue;
    if (difference > 0) break;
    candidate = nextAddress(candidate);
  }
  return compareAddresses(candidate, range.last) <= 0 ? candidate : null;
}
