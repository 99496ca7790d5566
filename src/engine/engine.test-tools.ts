/** For tests: an engine with the real simulation behind a loopback port, on a clock that moves only when the test says so. */
import { createSimulation } from '../sim/simulation';
import type { Scenario } from '../scenario/types';
import type { EngineDeps } from './deps';
import type { EngineReport, Status } from './contract';
import { openScenario } from './open-scenario';
import { loopback } from './port';
import type { Port } from './port';
import { createRemoteEngine } from './remote-engine';
import type { RemoteEngine } from './remote-engine';
import { serveEngine } from './serve';

export interface Bench {
  readonly remote: RemoteEngine;
  readonly reports: EngineReport[];
  /** Lets waiting messages and due callbacks happen, without time passing. */
  settle(): Promise<void>;
  /** Lets wall time pass, a frame at a time. */
  pass(millis: number): Promise<void>;
  /** Resolves what a command answers, letting things happen meanwhile. */
  done<T>(promise: Promise<T>): Promise<T>;
  status(): Status;
  /** Milliseconds of work that every look at the clock seems to cost. */
  slow(millisPerLook: number): void;
  /** Ports made so far: more than one after a restart. */
  readonly started: { count: number };
}

export interface BenchOptions {
  readonly createSimulation?: EngineDeps['createSimulation'];
  /** Whether the page gives frames back at once. */
  readonly returnsFrames?: boolean;
  readonly wrap?: (port: Port) => Port;
}

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export function createBench(options: BenchOptions = {}): Bench {
  const clock = { now: 1_000, perLook: 0 };
  const started = { count: 0 };
  let timers: Timer[] = [];
  const later = (callback: () => void, delay: number): (() => void) => {
    const timer = { at: clock.now + delay, callback };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  };
  const look = (): number => (clock.now += clock.perLook);
  const start = (): Port => {
    started.count++;
    const [page, worker] = loopback();
    serveEngine(worker, { now: look, later }, { createSimulation: options.createSimulation ?? createSimulation, open: openScenario });
    return options.wrap?.(page) ?? page;
  };
  const remote = createRemoteEngine(start, { now: () => clock.now, schedule: later });
  const reports: EngineReport[] = [];
  remote.listen((report) => {
    reports.push(report);
    if (report.kind === 'frame' && options.returnsFrames !== false) remote.returnFrame(report.frame);
  });

  const runDue = (): boolean => {
    const due = timers.filter((timer) => timer.at <= clock.now);
    timers = timers.filter((timer) => timer.at > clock.now);
    for (const timer of due) timer.callback();
    return due.length > 0;
  };
  const settle = async (): Promise<void> => {
    let quiet = 0;
    for (let turn = 0; turn < 5_000 && quiet < 20; turn++) {
      await Promise.resolve();
      quiet = runDue() ? 0 : quiet + 1;
    }
  };
  const pass = async (millis: number): Promise<void> => {
    const end = clock.now + millis;
    while (clock.now < end) {
      clock.now = Math.min(end, clock.now + 16);
      await settle();
    }
  };
  const done = async <T>(promise: Promise<T>): Promise<T> => {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    promise.then(mark, mark);
    for (let turn = 0; turn < 200 && !settled; turn++) await settle();
    return promise;
  };
  return {
    remote,
    reports,
    settle,
    pass,
    done,
    started,
    status: () => {
      if (remote.status === null) throw new Error('no status yet');
      return remote.status;
    },
    slow: (millisPerLook) => {
      clock.perLook = millisPerLook;
    },
  };
}

/** One chain of eight clients in one branch, all online within ten seconds. */
export const SMALL: Scenario = {
  format: 'chainscope-scenario',
  version: 1,
  name: 'Small',
  seed: 3,
  duration: '5m',
  sites: [
    { id: 'dc', name: 'Data center', kind: 'datacenter' },
    { id: 'hq', name: 'Headquarters', kind: 'headquarters' },
  ],
  subnets: [{ cidr: '10.0.5.0/24', site: 'hq', clients: 8 }],
  clients: [{ address: '10.0.5.3', name: 'FIN-LT-003' }],
  settings: { startWindow: '10s' },
};

/** Two branches with a chain each, a VPN, and a firewall inside one subnet. */
export const MIXED: Scenario = {
  ...SMALL,
  name: 'Mixed',
  sites: [
    { id: 'dc', name: 'Data center', kind: 'datacenter' },
    { id: 'hq', name: 'Headquarters', kind: 'headquarters' },
    { id: 'berlin', name: 'Berlin', kind: 'branch' },
    { id: 'vpn', name: 'Remote', kind: 'vpn' },
  ],
  subnets: [
    { cidr: '10.0.5.0/24', site: 'hq', clients: 12 },
    { cidr: '10.1.7.0/24', site: 'berlin', clients: 9 },
    { cidr: '10.8.1.0/24', site: 'vpn', clients: 3 },
  ],
  firewalls: [{ id: 'wall', from: '10.1.7.1', to: '10.1.7.0/24', bothWays: true }],
  peering: { isolated: ['10.8.0.0/16'] },
};
