/** The first half minute: one sentence with numbers from this very run, one invitation, what came of it, and the doors. */
import { useDocument } from '../../store/document-store';
import { play } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { useUi } from '../../store/ui-store';
import { attempt } from '../../store/verbs';
import { Button, IconButton } from '../../ui/Button';
import { HealingCaption } from './HealingCaption';
import styles from './opening.module.css';
import { closeOpening, OPENING_SCENARIO, unplugForShow, useOpening } from './opening-store';
import { Sentence } from './Sentence';

export function Opening() {
  const { stage } = useOpening();
  const builtIn = useDocument((state) => state.loaded?.builtIn ?? null);
  if (stage === 'closed' || builtIn !== OPENING_SCENARIO) return null;
  return (
    <aside className={styles.opening} aria-label="Start here">
      <Sentence />
      {stage === 'invite' && (
        <Button kind="glow" icon="unplug" onClick={() => void unplugForShow()}>
          Unplug a computer
        </Button>
      )}
      {stage === 'healing' && <HealingCaption />}
      {stage === 'healing' && <Doors />}
      <IconButton icon="close" size={13} name="Close the introduction" className={styles.close ?? ''} onClick={closeOpening} />
    </aside>
  );
}

function Doors() {
  const playing = useStatus((state) => state.status?.state === 'playing');
  return (
    <div className={styles.doors}>
      <Button small icon="open" onClick={() => useUi.setState({ dialog: 'open' })}>
        Model my network
      </Button>
      <Button
        small
        kind="quiet"
        icon="play"
        onClick={() => {
          closeOpening();
          if (!playing) void attempt('The run did not move', play);
        }}
      >
        Play on
      </Button>
    </div>
  );
}
