/** The left panel: what the network is made of, and what can be changed about it. */
import { useDocument } from '../../store/document-store';
import { Section } from '../../ui/Section';
import styles from './build.module.css';
import { PeeringForm } from './PeeringForm';
import { RulesInForce } from './RulesInForce';
import { ScenarioCard } from './ScenarioCard';
import { SiteList } from './SiteList';

export function Build() {
  const loaded = useDocument((state) => state.loaded);
  if (loaded === null) return <p className={styles.empty}>No scenario is open.</p>;
  const { scenario } = loaded;
  return (
    <>
      <ScenarioCard loaded={loaded} />
      <Section title="Sites and subnets" note={`${scenario.sites.length} · ${scenario.subnets.length}`}>
        <SiteList scenario={scenario} />
      </Section>
      <RulesInForce scenario={scenario} />
      <Section title="Peering" open={false} note="who may link with whom">
        <PeeringForm key={loaded.epoch} scenario={scenario} />
      </Section>
    </>
  );
}
