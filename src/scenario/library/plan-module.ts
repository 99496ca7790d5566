/** The text of a generated module that holds an imported address plan: one line a subnet, so that a difference can be read. */
import type { Scenario } from '../types';

export function planModule(scenario: Scenario): string {
  const { servers = [], sites, subnets } = scenario;
  const lines = (items: readonly object[]): string => items.map((item) => `    ${literal(item)},\n`).join('');
  return `/** Generated from data/netbox-prefixes.csv by scripts/write-scenarios.ts. Do not edit. */
import type { Scenario } from '../types';

export const DUNDER_MIFFLIN_PLAN: Pick<Scenario, 'servers' | 'sites' | 'subnets'> = {
  servers: [${servers.map(literal).join(', ')}],
  sites: [
${lines(sites)}  ],
  subnets: [
${lines(subnets)}  ],
};
`;
}

function literal(item: object): string {
  const fields = Object.entries(item).map(([key, value]) => `${key}: ${typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, '\\$&')}'` : String(value)}`);
  return `{ ${fields.join(', ')} }`;
}
