/** The summary into the clipboard; where that is closed, the text to copy by hand. */
import { useState } from 'react';
import { Button } from '../../ui/Button';
import styles from './estimate.module.css';

export function CopySummary({ text, onCopied }: { readonly text: () => string; readonly onCopied: () => void }) {
  const [byHand, setByHand] = useState<string | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      setByHand(null);
      onCopied();
    } catch {
      setByHand(text());
    }
  };
  return (
    <>
      {byHand !== null && (
        <textarea className={styles.byHand} aria-label="Summary" readOnly rows={6} value={byHand} onFocus={(event) => event.target.select()} />
      )}
      <Button icon="copy" onClick={() => void copy()}>
        Copy summary
      </Button>
    </>
  );
}
