/** The five fields; under each what was understood, or what is wrong. */
import type { EstimateTexts } from '../../store/estimate';
import { setText } from '../../store/estimate';
import { TextField } from '../../ui/Field';
import styles from './estimate.module.css';
import type { EstimateField, ReadInputs } from './read-inputs';

const LABELS: readonly (readonly [EstimateField, string])[] = [
  ['clients', 'Clients'],
  ['sites', 'Sites'],
  ['vpnShare', 'VPN share'],
  ['file', 'File size'],
  ['link', 'Link speed'],
];

export function Inputs({ texts, answers }: { readonly texts: EstimateTexts; readonly answers: ReadInputs['answers'] }) {
  return (
    <div className={styles.fields}>
      {LABELS.map(([field, label]) => {
        const { error, text } = answers[field];
        return (
          <TextField
            key={field}
            label={label}
            value={texts[field]}
            aria-invalid={error}
            data-first-focus={field === 'clients' ? '' : undefined}
            onChange={(event) => setText(field, event.target.value)}
            note={<span className={error ? styles.error : undefined}>{text}</span>}
          />
        );
      })}
    </div>
  );
}
