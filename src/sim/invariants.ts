/** Statements about one state that must hold after every event (protocol.md §10), checked over all clients: for reports. */
import type { Core, Dir } from './core';
import { CLASSES, type Books } from './books';
import { sumOf } from './ledger-view';
import { IN_BIT, OUT_BIT } from './protocol/client-state';
import { HAS_NEXT, HAS_PREVIOUS, ISOLATED, ONLINE } from './state-bits';
import type { Slot } from './world';

/** Violations said at most. */
const MAX_SAID = 20;

export function violationsOf(core: Core, books: Books): string[] {
  const said: string[] = [];
  for (let slot = 0; slot < core.clients.count && said.length < MAX_SAID; slot++) {
    checkLink(core, slot, 0, said);
    checkLink(core, slot, 1, said);
    checkIsolated(core, slot, said);
  }
  checkBooks(books, said);
  return said.slice(0, MAX_SAID);
}

function checkLink(core: Core, slot: Slot, dir: Dir, said: string[]): void {
  const { hot, place } = core.clients;
  const peer = hot.out[dir][slot]!;
  const claimant = hot.in[dir][slot]!;
  const state = hot.state[slot]!;
  const name = (who: Slot): string => core.clients.addressText(who);
  if (peer >= 0 !== ((state & OUT_BIT[dir]) !== 0) || claimant >= 0 !== ((state & IN_BIT[dir]) !== 0))
    said.push(`1: the links of ${name(slot)} and its state disagree`);
  if ((state & ONLINE) === 0 && (peer >= 0 || claimant >= 0)) said.push(`1: ${name(slot)} is offline and has a link`);
  if (peer < 0) return;
  if (dir === 0 ? place.rank[peer]! <= place.rank[slot]! : place.rank[peer]! >= place.rank[slot]!)
    said.push(`2: the link ${name(slot)} → ${name(peer)} goes the wrong way`);
  const stands = hot.in[dir][peer] === slot && hot.inSerial[dir][peer] === hot.outSerial[dir][slot];
  if (stands && hot.server[slot] !== hot.server[peer]) said.push(`17: ${name(slot)} and ${name(peer)} are linked and use two servers`);
}

/** Isolated clients have no links (invariant 5). */
function checkIsolated(core: Core, slot: Slot, said: string[]): void {
  const state = core.clients.hot.state[slot]!;
  if ((state & ISOLATED) !== 0 && (state & (OUT_BIT[0] | OUT_BIT[1] | HAS_PREVIOUS | HAS_NEXT)) !== 0)
    said.push(`5: ${core.clients.addressText(slot)} is isolated and has a link`);
}

/** Sent = received + lost + in flight, and what is sent adds up over classes (invariant 16). */
function checkBooks(books: Books, said: string[]): void {
  const total = sumOf(books.sent);
  CLASSES.forEach((name, cls) => {
    for (const place of [0, 1]) {
      const [sent, received, lost] = [books.sent, books.received, books.lost].map((column) => column[cls * 2 + place]!);
      if (Math.min(received!, lost!) < 0 || received! + lost! > sent!)
        said.push(`16: ${name} on the ${place === 0 ? 'LAN' : 'WAN'}: ${received} bytes received and ${lost} lost, of ${sent} sent`);
    }
  });
  const ends = [books.subnets, books.servers].reduce((sum, rows) => rows.reduce((all, bytes, i) => all + (i % 2 === 0 ? bytes : 0), sum), 0);
  if (ends !== total) said.push(`16: ${total} bytes were sent, ${ends} by subnets and servers`);
}
