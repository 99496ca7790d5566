import { describe, expect, test } from 'vitest';
import { createBench, MIXED } from './engine.test-tools';
import type { Bench } from './engine.test-tools';
import { SITE_STRIDE } from './frame';
import type { Frame } from './frame';
import { runOf } from './question.test-tools';
import { SiteLinks } from './site-links';

const SECOND = 1_000_000;
/** Places in MIXED. */
const [DC, HQ, BERLIN, VPN] = [0, 1, 2, 3] as const;
const CONNECTIONS = SITE_STRIDE - 1;

async function frameAfter(bench: Bench): Promise<Frame> {
  await bench.pass(32);
  const frames = bench.reports.flatMap((report) => (report.kind === 'frame' ? [report.frame] : []));
  return frames.at(-1)!;
}

describe('what a frame says about sites', () => {
  test('connections are those of leaders, one for each role; remote clients that peer with nobody hold two each (LINK-2, CHAIN-4)', () => {
    const run = runOf(MIXED, 200 * SECOND);
    const rows = new Float64Array(run.sim.world.sites.length * SITE_STRIDE);
    const links = new SiteLinks(() => 0);
    const connections = (): number[] => [DC, HQ, BERLIN, VPN].map((site) => rows[site * SITE_STRIDE + CONNECTIONS]!);
    links.fill(run.sim, rows, true);
    // A chain has two leaders; the wall leaves Berlin's first client alone, which leads both ways.
    expect(connections()).toEqual([0, 2, 4, 6]);
    run.intervene((t) => ({ at: `${t}us`, do: 'stop', clients: ['10.8.1.1'] }), { do: 'stop', clients: [21], orderly: false });
    run.advance(201 * SECOND, Infinity);
    links.fill(run.sim, rows, true);
    expect(connections()).toEqual([0, 2, 4, 4]);
  });

  test('are the same whether they are counted anew or kept from frame to frame', () => {
    const run = runOf(MIXED, 0);
    const kept = new SiteLinks(() => 0);
    const row = (): Float64Array => new Float64Array(run.sim.world.sites.length * SITE_STRIDE);
    for (let second = 0; second <= 30; second++) {
      run.advance(second * SECOND, Infinity);
      const [a, b] = [row(), row()];
      kept.fill(run.sim, a, true);
      new SiteLinks(() => 0).fill(run.sim, b, true);
      expect(a).toEqual(b);
    }
  });

  test('a cut WAN is cut in the next frame, and whole again when it is restored (NET-1)', async () => {
    const bench = createBench();
    await bench.done(bench.remote.load({ scenario: MIXED }));
    await bench.done(bench.remote.view(800, 600, true));
    const cuts = async (): Promise<number[]> => {
      const { sites } = await frameAfter(bench);
      return [DC, HQ, BERLIN, VPN].map((site) => sites[site * SITE_STRIDE]!);
    };
    expect(await cuts()).toEqual([0, 0, 0, 0]);
    await bench.done(bench.remote.intervene({ do: 'cutWan', site: 'berlin' }));
    await bench.done(bench.remote.seek(SECOND));
    expect(await cuts()).toEqual([0, 0, 1, 0]);
    await bench.done(bench.remote.intervene({ do: 'restoreWan', site: 'berlin' }));
    await bench.done(bench.remote.seek(2 * SECOND));
    expect(await cuts()).toEqual([0, 0, 0, 0]);
  });

  test('another scenario has rows for its own sites', async () => {
    const bench = createBench();
    await bench.done(bench.remote.load({ scenario: MIXED }));
    expect((await frameAfter(bench)).sites).toHaveLength(4 * SITE_STRIDE);
    const { subnets } = MIXED;
    await bench.done(bench.remote.load({ scenario: { ...MIXED, sites: MIXED.sites.slice(0, 3), subnets: subnets.slice(0, 2) } }));
    expect((await frameAfter(bench)).sites).toHaveLength(3 * SITE_STRIDE);
  });
});
