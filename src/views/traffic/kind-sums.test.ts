import { describe, expect, it } from 'vitest';
import type { TrafficResult, TrafficRow } from '../../engine/contract';
import { outsideSites, sumLines } from './kind-sums';

const own = { lanSent: 10, lanReceived: 9, wanSent: 100, wanReceived: 90 };
const servers = { lanSent: 1, lanReceived: 2, wanSent: 300, wanReceived: 40 };

describe('sums under the rows of traffic', () => {
  it('make the totals together with the senders that have no row there', () => {
    expect(sumLines('client', own, false, servers)).toEqual([
      { place: 'wan', sent: 100, received: 90, others: { what: 'servers', sent: 300 } },
      { place: 'lan', sent: 10, received: 9, others: { what: 'servers', sent: 1 } },
    ]);
    expect(sumLines('server', servers, false, own)[0]?.others).toEqual({ what: 'clients', sent: 100 });
  });
  it('promise no total with a filter, before the others are known, or for links, where a message is in two rows', () => {
    expect(sumLines('site', own, true, servers).map((line) => line.others)).toEqual([null, null]);
    expect(sumLines('site', own, false, null).map((line) => line.others)).toEqual([null, null]);
    expect(sumLines('link', own, false, servers)).toEqual([{ place: 'wan', sent: 100, received: 90, others: null }]);
  });
  it('count as outside every site the servers without one, and only when all servers are known', () => {
    const rows = [0, 1, 2].map((index) => ({ ...servers, index }) as TrafficRow);
    const answer = { total: 3, rows } as unknown as TrafficResult;
    expect(outsideSites(answer, (index) => (index === 1 ? undefined : 'dc'))).toEqual(servers);
    expect(outsideSites({ ...answer, total: 4 }, () => undefined)).toBeNull();
  });
});
