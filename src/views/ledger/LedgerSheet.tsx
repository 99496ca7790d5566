/** The ledger's parts as a sheet, for screens on which the strip is one line. */
import { useEffect, useRef } from 'react';
import type { LedgerView } from '../../sim/types';
import { Button, IconButton } from '../../ui/Button';
import { SHEET_ID } from './LedgerLine';
import { partsOf, PLACE_TITLES } from './parts';
import { PartsList } from './PartsList';
import styles from './parts.module.css';
import type { RemotePart } from './strip';
import { useEscape } from './use-escape';
import { showTraffic } from './use-spot';

interface LedgerSheetProps {
  readonly ledger: LedgerView;
  readonly remote: RemotePart | null;
  readonly onClose: () => void;
}

export function LedgerSheet({ ledger, remote, onClose }: LedgerSheetProps) {
  const sheet = useRef<HTMLDivElement>(null);
  useEscape(true, onClose);
  useEffect(() => {
    const line = document.activeElement;
    sheet.current?.focus();
    return () => {
      if (line instanceof HTMLElement && line.isConnected) line.focus();
    };
  }, []);
  return (
    <div ref={sheet} id={SHEET_ID} className={styles.sheet} role="group" aria-label="Ledger, its parts" tabIndex={-1}>
      <div className={styles.title}>
        <h2>Ledger</h2>
        <IconButton icon="close" name="Close ledger" onClick={onClose} />
      </div>
      {(['wan', 'without', 'lan'] as const).map((place) => (
        <section key={place} className={styles.sheetPart}>
          <PartsList parts={partsOf({ place, part: null }, ledger, remote)} />
          <Button
            small
            aria-label={`Show in Traffic: ${PLACE_TITLES[place]}`}
            onClick={() => {
              onClose();
              showTraffic({ place, part: null });
            }}
          >
            Show in Traffic
          </Button>
        </section>
      ))}
      <p className={styles.note}>Model, not measurement · 1 run</p>
    </div>
  );
}
