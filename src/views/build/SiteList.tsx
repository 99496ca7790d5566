/** Sites with their subnets. A press goes there. */
import { memo, useMemo, useState } from 'react';
import type { Scenario, ScenarioSite, ScenarioSubnet } from '../../scenario/types';
import { mapControls } from '../../store/map-controls';
import { useUi } from '../../store/ui-store';
import { Tag } from '../../ui/Badge';
import { setWan } from '../../store/verbs';
import { Button, IconButton } from '../../ui/Button';
import styles from './build.module.css';

const KIND_WORDS = { datacenter: 'data center', headquarters: 'headquarters', branch: 'branch', vpn: 'VPN', internet: 'internet', lab: 'lab' } as const;
/** Lists longer than this are shown in part, with the rest one press away: a thousand rows in a side panel help nobody. */
const FIRST = 12;
const SUBNETS_FIRST = 8;

interface SiteListProps {
  readonly scenario: Scenario;
  readonly cutSites: ReadonlySet<string>;
}

/** Renders only when the scenario or a cut changes, not at every status. */
export const SiteList = memo(function SiteList({ scenario, cutSites }: SiteListProps) {
  const [all, setAll] = useState(false);
  const subnetsOf = useMemo(() => bySite(scenario), [scenario]);
  const shown = all ? scenario.sites : scenario.sites.slice(0, FIRST);
  return (
    <ul className={styles.sites}>
      {shown.map((site, index) => (
        <SiteRow key={site.id} site={site} index={index} isCut={cutSites.has(site.id)} subnets={subnetsOf.get(site.id) ?? []} />
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
});

interface PlacedSubnet {
  readonly subnet: ScenarioSubnet;
  readonly index: number;
}

function SiteRow({
  site,
  index,
  isCut,
  subnets,
}: {
  readonly isCut: boolean;
  readonly site: ScenarioSite;
  readonly index: number;
  readonly subnets: readonly PlacedSubnet[];
}) {
  const clients = subnets.reduce((sum, one) => sum + clientsOf(one.subnet), 0);
  const remote = site.kind === 'vpn' || site.kind === 'internet';
  const name = site.name ?? site.id;
  return (
    <li>
      <div className={styles.site}>
        <Button small kind="quiet" title={`Go to ${name}`} onClick={() => show('site', index, `site:"${name}"`)}>
          {name}
        </Button>
        {isCut ? (
          <Tag tone="bad">WAN cut</Tag>
        ) : (
          <span className={styles.kind}>
            <Tag tone={remote ? 'wan' : 'plain'}>{KIND_WORDS[site.kind ?? 'branch']}</Tag>
          </span>
        )}
        <span className={styles.number}>{clients.toLocaleString('en-US')}</span>
        <IconButton
          className={styles.cut ?? ''}
          icon={isCut ? 'link' : 'cut'}
          size={14}
          name={`${isCut ? 'Restore' : 'Cut'} the WAN of ${name}`}
          onClick={() => void setWan(site.id, name, isCut ? 'whole' : 'cut')}
        />
      </div>
      <ul className={styles.subnets}>
        {subnets.slice(0, SUBNETS_FIRST).map(({ subnet, index: at }) => (
          <li key={subnet.cidr}>
            <Button small kind="quiet" onClick={() => show('subnet', at, `subnet:${subnet.cidr}`)}>
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

function bySite(scenario: Scenario): ReadonlyMap<string, readonly PlacedSubnet[]> {
  const map = new Map<string, PlacedSubnet[]>();
  scenario.subnets.forEach((subnet, index) => {
    const list = map.get(subnet.site) ?? [];
    list.push({ subnet, index });
    map.set(subnet.site, list);
  });
  return map;
}

const clientsOf = (subnet: ScenarioSubnet): number => subnet.clients ?? subnet.addresses?.length ?? 0;
/** On the map it flies there; in another view the table lists it. */
function show(kind: 'site' | 'subnet', index: number, filter: string): void {
  useUi.setState({ sheet: null });
  if (useUi.getState().view === 'map') mapControls.current?.flyTo({ kind, index });
  else useUi.setState({ view: 'table', tableFilter: filter });
}
