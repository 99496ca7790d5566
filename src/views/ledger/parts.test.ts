import { describe, expect, it } from 'vitest';
import { booksOf } from './ledger.test-tools';
import { comparedWords, partsOf } from './parts';

const books = booksOf(
  { registration: { lan: 40, wan: 1000, withoutWan: 900 }, question: { lan: 500, wan: 60, withoutWan: 2000, withoutLan: 7 } },
  { lost: 30, peerWan: 12 },
);

describe('the parts behind a figure of the ledger', () => {
  it.each(['lan', 'wan'] as const)('of %s: sent = received + lost + in flight, and the classes add up to it (NET-6)', (place) => {
    const { total, flow, classes, messages } = partsOf({ place, part: null }, books, null);
    expect(flow).not.toBeNull();
    if (flow === null) return;
    expect(flow.received + flow.lost + flow.inFlight).toBe(flow.sent);
    expect(flow.lost).toBe(60);
    expect(classes.reduce((sum, line) => sum + line.bytes, 0)).toBe(total);
    expect(total).toBe(flow.sent);
    expect(messages).toBe(books.messages[place]);
  });
  it('of a class is its own flow, beside the same class without peering', () => {
    const parts = partsOf({ place: 'wan', part: 'question' }, books, null);
    expect(parts).toMatchObject({ title: 'WAN: questions', total: 60, flow: { sent: 60, received: 30, lost: 30 } });
    expect(parts.compared).toBe('60 B against 2 kB without peering: 1.94 kB less');
  });
  it('without peering nothing travels: no flow and no messages, the same comparison', () => {
    const parts = partsOf({ place: 'without', part: null }, books, null);
    expect(parts).toMatchObject({ total: 2900, flow: null, messages: null, compared: '1.06 kB against 2.9 kB without peering: 1.84 kB less' });
    expect(partsOf({ place: 'without', part: 'registration' }, books, null).compared).toBe('1 kB against 900 B without peering: 100 B more');
  });
  it('marks what remote clients and chains across a WAN have of the WAN total', () => {
    const remote = { up: 100, down: 200, bytes: 300, isLeast: false };
    const { marked } = partsOf({ place: 'wan', part: null }, books, remote);
    expect(marked.map(({ label, bytes }) => [label, bytes])).toEqual([
      ['VPN and internet clients', 300],
      ['links between peers', 12],
    ]);
    expect(partsOf({ place: 'lan', part: null }, books, remote).marked).toEqual([]);
    expect(partsOf({ place: 'wan', part: 'remote' }, books, remote)).toMatchObject({ total: 300, marked: [{ bytes: 100 }, { bytes: 200 }] });
    expect(partsOf({ place: 'wan', part: 'peers' }, books, remote)).toMatchObject({ total: 12 });
  });
  it('never tells a saving without both sides, and says when there is none', () => {
    expect(comparedWords(0, 0)).toBeNull();
    expect(comparedWords(5, 5)).toBe('5 B against 5 B without peering: no difference');
    expect(comparedWords(0, 5)).toBe('0 B against 5 B without peering: 5 B less');
  });
});
