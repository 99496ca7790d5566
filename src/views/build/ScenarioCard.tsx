/** The card of the open scenario: what it is, what to notice, what to try, what is simplified. */
import { useEffect, useState } from 'react';
import type { BuiltInCard } from '../../scenario/library/types';
import type { LoadedScenario } from '../../engine/contract';
import { useUi } from '../../store/ui-store';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import styles from './build.module.css';
import { count, grouped } from '../../store/units';

export function ScenarioCard({ loaded }: { readonly loaded: LoadedScenario }) {
  const card = useBuiltInCard(loaded.builtIn);
  const { scenario } = loaded;
  return (
    <Section title={scenario.name ?? 'Untitled scenario'} note={count(loaded.clientCount, 'client')}>
      {card === null ? (
        scenario.description !== undefined && <p className={styles.what}>{scenario.description}</p>
      ) : (
        <>
          <p className={styles.what}>{card.what}</p>
          <dl className={styles.card}>
            <dt>Notice</dt>
            <dd>{card.notice}</dd>
            <dt>Try</dt>
            <dd>{card.tryThis}</dd>
            <dt>Simplified</dt>
            <dd>{card.simplified}</dd>
          </dl>
        </>
      )}
      {loaded.warnings.length > 0 && (
        <details className={styles.warnings}>
          <summary>{loaded.warnings.length === 1 ? '1 note about the file' : `${grouped(loaded.warnings.length)} notes about the file`}</summary>
          <ul>
            {loaded.warnings.slice(0, 20).map((warning) => (
              <li key={`${warning.code} ${warning.where}`}>
                {warning.where !== '' && <code>{warning.where}</code>} {warning.message}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Button small icon="open" onClick={() => useUi.setState({ dialog: 'open' })}>
        Open another…
      </Button>
    </Section>
  );
}

/** The library travels only when a card of it is shown. */
function useBuiltInCard(id: string | null): BuiltInCard | null {
  const [found, setFound] = useState<{ readonly id: string; readonly card: BuiltInCard } | null>(null);
  useEffect(() => {
    if (id === null) return;
    void import('../../scenario/library/index').then(({ builtIn }) => {
      const entry = builtIn(id);
      if (entry !== undefined) setFound({ id, card: entry.card });
    });
  }, [id]);
  return found !== null && found.id === id ? found.card : null;
}
