/** Fleets to measure with: /24 subnets of 200 clients, ten to a site, made for any number of clients. */
import type { Scenario } from '../src/scenario/types';

const PER_SUBNET = 200;
const SUBNETS_PER_SITE = 10;

export function fleet(clients: number, startWindow = '60s'): Scenario {
  const subnetCount = Math.ceil(clients / PER_SUBNET);
  const siteCount = Math.ceil(subnetCount / SUBNETS_PER_SITE);
  const sites: Scenario['sites'] = Array.from({ length: siteCount }, (_, site) => ({ id: `s${site}`, kind: site === 0 ? 'datacenter' : 'branch' }));
  const subnets: Scenario['subnets'] = Array.from({ length: subnetCount }, (_, subnet) => ({
    cidr: `10.${Math.floor(subnet / 256)}.${subnet % 256}.0/24`,
    site: `s${Math.floor(subnet / SUBNETS_PER_SITE)}`,
    clients: Math.min(PER_SUBNET, clients - subnet * PER_SUBNET),
  }));
  return { format: 'chainscope-scenario', version: 1, name: `${clients} clients`, seed: 1, duration: '1h', sites, subnets, settings: { startWindow } };
}
