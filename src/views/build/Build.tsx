/** The left panel: what the network is made of, and what can be changed about it. */
import type { LoadedScenario } from '../../engine/contract';
import { useDocument } from '../../store/document-store';
import { grouped } from '../../store/units';
import { Section } from '../../ui/Section';
import styles from './build.module.css';
import { PeeringForm } from './PeeringForm';
import { RulesInForce } from './RulesInForce';
import { ScenarioCard } from './ScenarioCard';
import { ServerList } from './ServerList';
import { SiteList } from './SiteList';
import { useInForce } from './use-in-force';
import { Workload } from './Workload';

export function Build() {
  const loaded = useDocument((state) => state.loaded);
  if (loaded === null) return <p className={styles.empty}>No scenario is open.</p>;
  return <Parts loaded={loaded} />;
}

function Parts({ loaded }: { readonly loaded: LoadedScenario }) {
  const { scenario } = loaded;
  const inForce = useInForce(scenario);
  return (
    <>
      <ScenarioCard loaded={loaded} />
      <Section title="Sites and subnets" note={`${grouped(scenario.sites.length)} · ${grouped(scenario.subnets.length)}`}>
        <SiteList scenario={scenario} cutSites={inForce.cutSites} />
      </Section>
      <ServerList scenario={scenario} stopped={inForce.stoppedServers} />
      <Workload scenario={scenario} />
      <RulesInForce rules={inForce.rules} />
      <Section title="Peering" open={false} note="who may link with whom">
        <PeeringForm key={loaded.epoch} scenario={scenario} />
      </Section>
    </>
  );
}
