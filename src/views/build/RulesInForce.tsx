/** The firewall rules in force now, first match first, each with a way to remove it; and the door to a new one. */
import type { RuleInForce } from '../../store/rules-in-force';
import { useUi } from '../../store/ui-store';
import { unblock } from '../../store/verbs';
import { Button, IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import styles from './build.module.css';

const FIRST = 50;

export function RulesInForce({ rules }: { readonly rules: readonly RuleInForce[] }) {
  return (
    <Section title="Rules in force" note={rules.length.toLocaleString('en-US')}>
      {rules.length === 0 && <p className={styles.dim}>No firewall between clients.</p>}
      <ul className={styles.rules} aria-label="Firewall rules">
        {rules.slice(0, FIRST).map((rule) => {
          const said = `${rule.from} ${rule.bothWays ? '↔' : '→'} ${rule.to}`;
          return (
            <li key={rule.id}>
              <span className={styles.rule}>
                {rule.action === 'allow' && 'allow '}
                {said}
              </span>
              {rule.live && <span className={styles.dim}>added</span>}
              <IconButton icon="close" size={13} name={`Remove the rule ${said}`} onClick={() => void unblock(rule.id, said)} />
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
