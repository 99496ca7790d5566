/** The legend of a question's wave: messages under way and how far clients are, with the counts of the moment; a press shows only these on the map. */
import type { WaveCounts } from '../../render/wave-counts';
import type { WaveEntry } from '../../render/wave-filter';
import { toggleWave, useWave } from '../map/wave-store';
import styles from './legend.module.css';
import { Mark, type MarkName } from './Mark';

interface Entry {
  readonly entry: WaveEntry;
  readonly mark: MarkName;
  /** One, and several. */
  readonly label: readonly [string, string];
  readonly says: string;
  readonly of: (counts: WaveCounts) => number;
  /** A message, of which there may be more than are drawn. */
  readonly travels: boolean;
  readonly always: boolean;
}

const ENTRIES: readonly Entry[] = [
  { entry: 'question', mark: 'question', label: ['question', 'questions'], says: 'Questions under way', of: (c) => c.questions, travels: true, always: true },
  {
    entry: 'answers',
    mark: 'answers',
    label: ['answer', 'answers'],
    says: 'Messages with answers under way',
    of: (c) => c.answers,
    travels: true,
    always: true,
  },
  {
    entry: 'has',
    mark: 'has',
    label: ['has it', 'have it'],
    says: 'Clients that have the question and have not passed their answer on',
    of: (c) => c.has,
    travels: false,
    always: true,
  },
  {
    entry: 'answered',
    mark: 'answered',
    label: ['answered', 'answered'],
    says: 'Clients that have passed their answer on',
    of: (c) => c.answered,
    travels: false,
    always: true,
  },
  {
    entry: 'heard',
    mark: 'heard',
    label: ['heard by the server', 'heard by the server'],
    says: 'Clients whose answer the server has',
    of: (c) => c.heard,
    travels: false,
    always: true,
  },
  {
    entry: 'late',
    mark: 'late',
    label: ['late', 'late'],
    says: 'Questions that come late, with a registration',
    of: (c) => c.late,
    travels: true,
    always: false,
  },
  { entry: 'lost', mark: 'burst', label: ['lost', 'lost'], says: 'Messages that were lost', of: (c) => c.lost, travels: true, always: false },
];

export function WaveLegend() {
  const counts = useWave((state) => state.counts);
  const only = useWave((state) => state.only);
  if (counts === null) return null;
  return ENTRIES.filter(({ entry, always, of }) => always || entry === only || of(counts) > 0).map((one) => (
    <li key={one.entry}>
      <button
        type="button"
        className={styles.entry}
        aria-pressed={only === one.entry}
        title={`${one.says} · ${only === one.entry ? 'show everything again' : 'show only these on the map'}`}
        onClick={() => toggleWave(one.entry)}
      >
        <Mark name={one.mark} />
        <b>{said(one, counts)}</b> {one.label[one.of(counts) === 1 ? 0 : 1]}
      </button>
    </li>
  ));
}

/** Messages that are too many to be drawn one by one are at least so many. */
function said({ of, travels }: Entry, counts: WaveCounts): string {
  const value = of(counts).toLocaleString('en-US');
  return travels && counts.omitted > 0 ? `${value}+` : value;
}
