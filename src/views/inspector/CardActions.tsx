/** The verbs of one client, as buttons. The same ones are in the menu and on keys. */
import { lazy, Suspense } from 'react';
import type { ClientCard } from '../../engine/contract';
import { openAsk } from '../../store/asking';
import { select } from '../../store/selection';
import { useUi } from '../../store/ui-store';
import { plugIn, restartClient, unplug } from '../../store/verbs';
import { Button } from '../../ui/Button';
import styles from './client-card.module.css';

const RoamButton = lazy(() => import('./RoamButton').then((module) => ({ default: module.RoamButton })));

export function CardActions({ card }: { readonly card: ClientCard }) {
  const { slot, state } = card;
  if (card.vacated)
    return (
      <div className={styles.actions}>
        <p className={styles.none}>This place is empty: its client has moved.</p>
        <Button small icon="goto" onClick={() => select(card.currentSlot)}>
          Go to its new address
        </Button>
      </div>
    );
  const wall = (): void => {
    const to = card.links.find((link) => link.role === 'forward peer') ?? card.links[0];
    useUi.setState({ dialog: 'block', blockDraft: { from: state.address, to: to?.address ?? '', bothWays: true } });
  };
  return (
    <div className={styles.actions} role="group" aria-label="Act on this client">
      {state.online ? (
        <Button small icon="unplug" title="Unplug (X): it falls silent" onClick={() => void unplug(slot)}>
          Unplug
        </Button>
      ) : (
        <Button small icon="plug" title="Plug in again (X)" onClick={() => void plugIn(slot)}>
          Plug in
        </Button>
      )}
      {state.online && (
        <Button small icon="restart" onClick={() => void restartClient(slot)}>
          Restart computer
        </Button>
      )}
      <Button small icon="ask" onClick={() => openAsk({ addresses: [state.address] })}>
        Ask…
      </Button>
      <Button small icon="wall" onClick={wall}>
        Block…
      </Button>
      <Suspense
        fallback={
          <Button small icon="roam" disabled>
            Roam to…
          </Button>
        }
      >
        <RoamButton slot={slot} current={card.subnet} />
      </Suspense>
    </div>
  );
}
