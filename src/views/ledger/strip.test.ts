import { describe, expect, it } from 'vitest';
import { booksOf } from './ledger.test-tools';
import { needsInset, remotePart, stripOf } from './strip';

describe('the bars of the ledger', () => {
  it('are one scale for LAN, WAN and the counterfactual: the longest fills it, registration included (NET-7)', () => {
    const strip = stripOf(booksOf({ registration: { wan: 100, withoutWan: 90 }, answer: { lan: 300, wan: 50, withoutWan: 810, withoutLan: 5000 } }));
    expect(strip.rows.map(({ place, total }) => [place, total])).toEqual([
      ['lan', 300],
      ['wan', 150],
      ['without', 900],
    ]);
    expect(strip.most).toBe(900);
    expect(strip.factor).toBeNull();
  });
  it('magnify what would be a hair by a round factor with which it fits, and keep the scale itself linear', () => {
    const strip = stripOf(booksOf({ answer: { lan: 1_000_000, wan: 900, withoutWan: 300_000 } }));
    expect(strip.factor).toBe(500);
    expect(strip.rows.map((row) => needsInset(row, strip))).toEqual([false, true, false]);
    expect((900 * 500) / strip.most).toBeLessThanOrEqual(0.8);
  });
  it('share the factor where two rows are hairs, so that these can be compared as well', () => {
    const strip = stripOf(booksOf({ answer: { lan: 1_000_000, wan: 10, withoutWan: 10_000 } }));
    expect(strip.rows.map((row) => needsInset(row, strip))).toEqual([false, true, true]);
    expect(strip.factor).toBe(50);
  });
  it('need no inset where nothing was sent, and tell of classes that are used or always there', () => {
    const strip = stripOf(booksOf({ question: { withoutWan: 5 } }));
    expect(strip.rows.map((row) => needsInset(row, strip))).toEqual([false, false, false]);
    expect(strip.shown).toEqual(['registration', 'control', 'question']);
    expect(stripOf(booksOf({})).most).toBe(1);
  });
});

describe('the WAN part of remote clients (NET-3)', () => {
  const sites = [{ kind: 'datacenter' }, { kind: 'vpn' }, { kind: 'internet' }] as const;
  const bySite = [
    { lan: 0, wanUp: 900, wanDown: 800 },
    { lan: 0, wanUp: 100, wanDown: 200 },
    { lan: 0, wanUp: 10, wanDown: 20 },
  ];
  it('is what goes up and down their access links', () => {
    expect(remotePart(booksOf({}, { bySite }), sites)).toEqual({ up: 110, down: 220, bytes: 330, isLeast: false });
  });
  it('is told as the least where peers use the WAN: what goes between two of them is up and down', () => {
    expect(remotePart(booksOf({}, { bySite, peerWan: 60 }), sites)).toMatchObject({ bytes: 270, isLeast: true });
    expect(remotePart(booksOf({}, { bySite, peerWan: 600 }), sites)).toMatchObject({ bytes: 220, isLeast: true });
  });
  it('is none without remote sites', () => {
    expect(remotePart(booksOf({}, { bySite: bySite.slice(0, 1) }), [{ kind: 'datacenter' }])).toBeNull();
  });
});
