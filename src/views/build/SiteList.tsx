/** Sites with their subnets. A press shows the part in the table, filtered. */
import { useState } from 'react';
import type { Scenario, ScenarioSite, ScenarioSubnet } from '../../scenario/types';
import { useUi } from '../../store/ui-store';
import { Tag } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import styles from './build.module.css';

const KIND_WORDS = { datacenter: 'data center', headquarters: 'headquarters', branch: 'branch', vpn: 'VPN', internet: 'internet', lab: 'lab' } as const;
/** Lists longer than this are shown in part, with the rest one press away: a thousand rows in a side panel help nobody. */
const FIRST = 12;
const SUBNETS_FIRST = 8;

export function SiteList({ scenario }: { readonly scenario: Scenario }) {
  const [all, setAll] = useState(false);
  const shown = all ? scenario.sites : scenario.sites.slice(0, FIRST);
  return (
    <ul className={styles.sites}>
      {shown.map((site) => (
        <SiteRow key={site.id} site={site} subnets={scenario.subnets.filter((subnet) => subnet.site === site.id)} />
      ))}
      {shown.length < scenario.sites.length && (
        <li>
          <Button small kind="quiet" onClick={() => setAll(true)}>
            Show all {scenario.sites.length} sites
          </Button>
        </li>
      )}
    </ul>
  );
}

function SiteRow({ site, subnets }: { readonly site: ScenarioSite; readonly subnets: readonly ScenarioSubnet[] }) {
  const clients = subnets.reduce((sum, subnet) => sum + clientsOf(subnet), 0);
  const remote = site.kind === 'vpn' || site.kind === 'internet';
  const name = site.name ?? site.id;
  return (
    <li>
      <div className={styles.site}>
        <Button small kind="quiet" title={`Show the clients of ${name} in the table`} onClick={() => showInTable(`site:"${name}"`)}>
          {name}
        </Button>
        <Tag tone={remote ? 'wan' : 'plain'}>{KIND_WORDS[site.kind ?? 'branch']}</Tag>
        <span className={styles.number}>{clients.toLocaleString('en-US')}</span>
      </div>
      <ul className={styles.subnets}>
        {subnets.slice(0, SUBNETS_FIRST).map((subnet) => (
          <li key={subnet.cidr}>
            <Button small kind="quiet" onClick={() => showInTable(`subnet:${subnet.cidr}`)}>
              {subnet.cidr}
            </Button>
            {subnet.managed === false && <span className={styles.dim}>unmanaged</span>}
            <span className={styles.number}>{clientsOf(subnet).toLocaleString('en-US')}</span>
          </li>
        ))}
        {subnets.length > SUBNETS_FIRST && <li className={styles.dim}>and {subnets.length - SUBNETS_FIRST} more subnets</li>}
      </ul>
    </li>
  );
}

const clientsOf = (subnet: ScenarioSubnet): number => subnet.clients ?? subnet.addresses?.length ?? 0;
const showInTable = (filter: string): void => useUi.setState({ view: 'table', tableFilter: filter, sheet: null });
