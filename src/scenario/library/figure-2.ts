/** An enterprise after Figure 2 of the concepts document: exactly 60 clients. The page opens with it. */
import type { Scenario, ScenarioClient } from '../types';
import { twoDigits } from './addresses';
import type { BuiltIn } from './types';

const WHAT = 'A small enterprise of 60 clients: a data center, headquarters with two subnets, two branches, and remote workers on VPN behind a Zone Server.';

/** The page opens at 1:40, when all chains stand: the question is the first thing that people see. */
const QUESTION_AT = '102s';

interface Block {
  readonly site: string;
  readonly prefix: string;
  readonly clients: number;
  /** Computer names: name-01, name-02, … */
  readonly computers: string;
}

const BLOCKS: readonly Block[] = [
  { site: 'dc', prefix: '10.0.5', clients: 12, computers: 'DC-SRV' },
  { site: 'hq', prefix: '10.1.0', clients: 10, computers: 'HQ-FIN' },
  { site: 'hq', prefix: '10.1.1', clients: 10, computers: 'HQ-ENG' },
  { site: 'branch-a', prefix: '10.2.0', clients: 12, computers: 'BRA-PC' },
  { site: 'branch-b', prefix: '10.3.0', clients: 8, computers: 'BRB-PC' },
  { site: 'vpn', prefix: '10.8.0', clients: 8, computers: 'LAPTOP' },
];

function namesOf(block: Block): ScenarioClient[] {
  return Array.from({ length: block.clients }, (_, i) => ({ address: `${block.prefix}.${i + 1}`, name: `${block.computers}-${twoDigits(i + 1)}` }));
}

/** In the canonical form: the page that opens with it neither checks nor rewrites it. */
function scenario(): Scenario {
  return {
    format: 'chainscope-scenario',
    version: 1,
    name: 'Figure 2: an enterprise',
    description: WHAT,
    seed: 7,
    servers: [
      { id: 'ts', kind: 'server', site: 'dc' },
      { id: 'zs1', kind: 'zone', site: 'dc', upstream: 'ts' },
    ],
    sites: [
      { id: 'dc', name: 'Data center', kind: 'datacenter' },
      { id: 'hq', name: 'Headquarters', kind: 'headquarters' },
      { id: 'branch-a', name: 'Branch A' },
      { id: 'branch-b', name: 'Branch B' },
      { id: 'vpn', name: 'VPN', kind: 'vpn' },
    ],
    subnets: BLOCKS.map((block) => ({ cidr: `${block.prefix}.0/24`, site: block.site, clients: block.clients })),
    clients: BLOCKS.flatMap(namesOf),
    peering: { isolated: ['10.8.0.0/16'] },
    settings: { startWindow: '5s' },
    timeline: [{ at: QUESTION_AT, do: 'ask', id: 'q1', sensors: ['Operating System'] }],
  };
}

export const figure2: BuiltIn = {
  id: 'figure-2',
  title: 'Figure 2: an enterprise',
  group: 'Start here',
  card: {
    what: WHAT,
    notice:
      'Each subnet forms one chain and holds two connections to the server; the eight VPN clients are isolated and lead in both directions. At 1:42 a question passes through all chains: 18 computers talk to the server for 60, in 0.17 s.',
    tryThis: 'Unplug a computer in the middle of Branch A and watch the chain heal. Cut the WAN of Branch B: its links stay, its registrations fail.',
    simplified:
      'Connection messages, keep-alives and normal registrations take latency only and do not wait. The Zone Server stands in the data center, and no Module Server is shown.',
  },
  scenario,
};
