/** The scenario that proves a ten-second answer: the same clients, sites, VPN share and link, one question, in canonical form. */
import type { EstimateInputs } from '../../closed-form/estimate';
import { proofRun } from '../../closed-form/proof';
import { spread } from '../../closed-form/spread';
import { canonicalScenario, writeScenario } from '../../scenario/canonical';
import type { Scenario, ScenarioSite, ScenarioSubnet } from '../../scenario/types';
import { formatDuration } from '../../scenario/units';
import { count, grouped, number } from '../../store/units';
import { ASKED } from './read-inputs';

/** The whole range: any share of a million clients fits, and all of it is isolated. */
const VPN_RANGE = '172.16.0.0/12';

export function proveScenario(inputs: EstimateInputs): Scenario {
  const run = proofRun(inputs);
  const { sites, subnets } = network(inputs);
  const seconds = (value: number): string => formatDuration(value * 1e6);
  return canonicalScenario({
    format: 'chainscope-scenario',
    version: 1,
    name: `${count(inputs.clients, 'client')}, ${count(inputs.sites, 'site')}, ${number(inputs.vpnShare * 100)} % VPN`,
    description: `Made from a ten-second answer. The server stands outside all sites; clients are spread evenly. The question comes when all chains stand. The file of ${grouped(inputs.fileBytes)} bytes is not simulated in this version.`,
    seed: 1,
    duration: seconds(run.end),
    servers: [{ id: 'ts', kind: 'server' }],
    sites,
    subnets,
    ...(subnets.some((subnet) => subnet.site === 'vpn') ? { peering: { isolated: [VPN_RANGE] } } : {}),
    settings: { startWindow: seconds(run.startWindow) },
    timeline: [{ at: seconds(run.askAt), do: 'ask', id: 'q1', sensors: [ASKED] }],
  });
}

/** As a file, for the command line. */
export function proveScenarioText(inputs: EstimateInputs): { readonly name: string; readonly text: string } {
  const scenario = proveScenario(inputs);
  return { name: scenario.name ?? '', text: writeScenario(scenario) };
}

function network(inputs: EstimateInputs): { readonly sites: ScenarioSite[]; readonly subnets: ScenarioSubnet[] } {
  const plan = spread(inputs);
  const rate = `${inputs.linkBps}bps`;
  const sites: ScenarioSite[] = [];
  const subnets: ScenarioSubnet[] = [];
  for (const { count, subnets: sizes } of plan.sites) {
    for (let i = 0; i < count; i++) {
      const id = `site-${sites.length + 1}`;
      sites.push({ id, name: `Site ${sites.length + 1}`, kind: 'branch', wan: { down: rate, up: rate } });
      for (const clients of sizes) subnets.push({ cidr: slash24(subnets.length), site: id, clients });
    }
  }
  if (plan.vpn > 0) {
    sites.push({ id: 'vpn', name: 'VPN', kind: 'vpn' });
    subnets.push({ cidr: VPN_RANGE, site: 'vpn', clients: plan.vpn });
  }
  return { sites, subnets };
}

/** The i-th /24 of 10.0.0.0/8. */
const slash24 = (i: number): string => `10.${i >>> 8}.${i & 255}.0/24`;
