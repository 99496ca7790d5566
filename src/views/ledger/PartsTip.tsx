/** The parts of the figure that is pointed at or has the focus, above the strip. */
import { useLayoutEffect, useRef, useState } from 'react';
import type { LedgerView } from '../../sim/types';
import { partsOf, type Spot } from './parts';
import { PartsList } from './PartsList';
import styles from './parts.module.css';
import type { RemotePart } from './strip';
import { TIP_ID } from './use-spot';

const MARGIN = 8;

interface PartsTipProps {
  readonly spot: Spot;
  readonly left: number;
  readonly ledger: LedgerView;
  readonly remote: RemotePart | null;
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
}

export function PartsTip({ spot, left, ledger, remote, onPointerEnter, onPointerLeave }: PartsTipProps) {
  const box = useRef<HTMLDivElement>(null);
  const [x, setX] = useState(left);
  useLayoutEffect(() => {
    const width = box.current?.offsetWidth ?? 0;
    setX(Math.max(MARGIN, Math.min(left - width / 4, innerWidth - width - MARGIN)));
  }, [left]);
  return (
    <div ref={box} id={TIP_ID} role="tooltip" className={styles.tip} style={{ left: x }} onPointerEnter={onPointerEnter} onPointerLeave={onPointerLeave}>
      <PartsList parts={partsOf(spot, ledger, remote)} />
      <p className={styles.note}>A click or Enter shows it in Traffic. Model, not measurement.</p>
    </div>
  );
}
