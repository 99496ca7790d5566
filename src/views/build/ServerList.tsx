/** The servers, each with a way to stop and start it. */
import { defaultServers } from '../../scenario/defaults';
import type { Scenario } from '../../scenario/types';
import { setServer } from '../../store/verbs';
import { Tag } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import styles from './build.module.css';

const KIND_WORDS = { server: 'Tanium Server', cloud: 'Tanium Cloud', zone: 'Zone Server', module: 'Module Server' } as const;

export function ServerList({ scenario, stopped }: { readonly scenario: Scenario; readonly stopped: ReadonlySet<string> }) {
  const servers = scenario.servers ?? defaultServers(scenario.sites[0]?.id);
  return (
    <Section title="Servers" note={String(servers.length)} open={servers.length < 6}>
      <ul className={styles.rules} aria-label="Servers">
        {servers.map((server) => {
          const down = stopped.has(server.id);
          return (
            <li key={server.id}>
              <span className={styles.rule}>
                {server.id} <span className={styles.dim}>{KIND_WORDS[server.kind]}</span>
              </span>
              {down && <Tag tone="bad">stopped</Tag>}
              {/* Clients never register with a Module Server; there is nothing to see yet when one stops. */}
              {server.kind !== 'module' && (
                <Button
                  small
                  kind="quiet"
                  aria-label={`${down ? 'Start' : 'Stop'} server ${server.id}`}
                  onClick={() => void setServer(server.id, down ? 'running' : 'stopped')}
                >
                  {down ? 'Start' : 'Stop'}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
