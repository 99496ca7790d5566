/** One row of the list of sites: a site or one of its subnets. */
import type { CSSProperties } from 'react';
import type { ScenarioSite } from '../../scenario/types';
import { openAsk } from '../../store/asking';
import { mapControls } from '../../store/map-controls';
import { useUi } from '../../store/ui-store';
import { grouped } from '../../store/units';
import { setWan } from '../../store/verbs';
import { Tag } from '../../ui/Badge';
import { Button, IconButton } from '../../ui/Button';
import { cx } from '../../ui/cx';
import styles from './build.module.css';
import { SITE_KIND_WORDS } from './site-rows';
import type { SiteListRow } from './site-rows';

interface SiteRowProps {
  readonly row: SiteListRow;
  readonly cutSites: ReadonlySet<string>;
  readonly place?: CSSProperties;
  readonly position?: number;
  readonly of?: number;
}

export function SiteRow({ row, cutSites, place, position, of }: SiteRowProps) {
  return (
    <li className={cx(styles.siteRow, row.kind === 'subnet' && styles.subnet)} style={place} aria-posinset={position} aria-setsize={of}>
      {row.kind === 'site' ? <SiteCells row={row} isCut={cutSites.has(row.site.id)} /> : <SubnetCells row={row} />}
    </li>
  );
}

function SiteCells({ row: { site, index, clients }, isCut }: { readonly row: SiteListRow & { readonly kind: 'site' }; readonly isCut: boolean }) {
  const name = site.name ?? site.id;
  return (
    <>
      <Button small kind="quiet" title={`Go to ${name}`} onClick={() => show('site', index, `site:"${name}"`)}>
        {name}
      </Button>
      {isCut ? <Tag tone="bad">WAN cut</Tag> : <KindTag site={site} />}
      <span className={styles.number} title={`${grouped(clients)} clients`}>
        {grouped(clients)}
      </span>
      <IconButton className={styles.askSite ?? ''} icon="ask" size={13} name={`Ask ${name} a question`} onClick={() => openAsk({ site: site.id })} />
      <IconButton
        className={styles.cut ?? ''}
        icon={isCut ? 'link' : 'cut'}
        size={14}
        name={`${isCut ? 'Restore' : 'Cut'} the WAN of ${name}`}
        onClick={() => void setWan(site.id, name, isCut ? 'whole' : 'cut')}
      />
    </>
  );
}

function KindTag({ site }: { readonly site: ScenarioSite }) {
  const kind = site.kind ?? 'branch';
  return (
    <span className={styles.kind}>
      <Tag tone={kind === 'vpn' || kind === 'internet' ? 'wan' : 'plain'}>{SITE_KIND_WORDS[kind]}</Tag>
    </span>
  );
}

function SubnetCells({ row: { subnet, index, clients } }: { readonly row: SiteListRow & { readonly kind: 'subnet' } }) {
  return (
    <>
      <Button small kind="quiet" title={`Go to ${subnet.cidr}`} onClick={() => show('subnet', index, `subnet:${subnet.cidr}`)}>
        {subnet.cidr}
      </Button>
      {subnet.managed === false && <span className={styles.dim}>unmanaged</span>}
      <span className={styles.number} title={`${grouped(clients)} clients`}>
        {grouped(clients)}
      </span>
    </>
  );
}

/** On the map it flies there; in another view the table lists it. */
function show(kind: 'site' | 'subnet', index: number, filter: string): void {
  useUi.setState({ sheet: null });
  if (useUi.getState().view === 'map') mapControls.current?.flyTo({ kind, index });
  else useUi.setState({ view: 'table', tableFilter: filter });
}
