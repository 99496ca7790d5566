/** The firewall rules in force now, first match first, each with a way to remove it; and the door to a new one. */
import { useMemo } from 'react';
import type { Scenario } from '../../scenario/types';
import { useDocument } from '../../store/document-store';
import { rulesInForce } from '../../store/rules-in-force';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import { unblock } from '../../store/verbs';
import { Button, IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import styles from './build.module.css';

const FIRST = 50;

export function RulesInForce({ scenario }: { readonly scenario: Scenario }) {
  const acts = useDocument((state) => state.acts);
  // To the second is enough: rules change at human speed, and the list must not be made anew at every status.
  const second = useStatus((state) => Math.floor((state.status?.time ?? 0) / 1e6));
  const exact = useStatus.getState().status?.time ?? 0;
  const rules = useMemo(() => rulesInForce(scenario, acts, Math.max(exact, second * 1e6)), [scenario, acts, second, exact]);
  return (
    <Section title="Rules in force" note={rules.length.toLocaleString('en-US')}>
      {rules.length === 0 && <p className={styles.dim}>No firewall between clients.</p>}
      <ul className={styles.rules} aria-label="Firewall rules">
        {rules.slice(0, FIRST).map((rule, index) => {
          const said = `${rule.from} ${rule.bothWays ? '↔' : '→'} ${rule.to}`;
          return (
            <li key={rule.id ?? index}>
              <span className={styles.rule}>
                {rule.action === 'allow' && 'allow '}
                {said}
              </span>
              {rule.live && <span className={styles.dim}>added</span>}
              {rule.id !== null && <IconButton icon="close" size={13} name={`Remove the rule ${said}`} onClick={() => void unblock(rule.id ?? '', said)} />}
            </li>
          );
        })}
      </ul>
      {rules.length > FIRST && <p className={styles.dim}>and {(rules.length - FIRST).toLocaleString('en-US')} more</p>}
      <Button small icon="wall" onClick={() => useUi.setState({ dialog: 'block', blockDraft: { from: '', to: '', bothWays: true } })}>
        Add a block…
      </Button>
    </Section>
  );
}
