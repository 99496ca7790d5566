/** The table's column of answers to the latest question or action. Who has been heard stays heard: each client is looked at again only until then. */
import type { QuestionView } from '../../sim/question-types';
import type { Slot } from '../../sim/world';
import type { Run } from '../run';
import { latestQuestion } from './deeds';
import type { ColumnReader } from './table-columns';

const NOTHING = 0;
const NOT_MEANT = 1;

/** What is known of one question: by client the number of its answer, and the answers. */
interface Known {
  readonly question: number;
  readonly generation: number;
  readonly ids: Int32Array;
  readonly texts: string[];
  readonly idOf: Map<string, number>;
  /** Places of the texts in their order, made anew when there are more. */
  sorted: { readonly places: readonly number[]; readonly texts: readonly string[] };
}

export class AnswerColumn {
  private readonly run: Run;
  private known: Known | null = null;

  constructor(run: Run) {
    this.run = run;
  }

  /** Reads nothing before it is asked something: most looks at the table neither sort nor filter by answers. */
  reader(): ColumnReader {
    const { sim } = this.run;
    let current: Known | null | undefined;
    const fresh = (): Known | null => (current === undefined ? (current = this.upToDate()) : current);
    const idAt = (known: Known, slot: Slot): number => known.ids[sim.clientAt(slot)] ?? NOTHING;
    return {
      key: (slot) => {
        const known = fresh();
        return known === null ? 0 : (known.sorted.places[idAt(known, slot)] ?? 0);
      },
      text: (slot) => {
        const known = fresh();
        return known === null ? '' : (known.texts[idAt(known, slot)] ?? '');
      },
      get values() {
        return fresh()?.sorted.texts ?? [''];
      },
    };
  }

  private upToDate(): Known | null {
    const view = latestQuestion(this.run.sim);
    if (view === null) return null;
    if (this.known === null || this.known.question !== view.number || this.known.generation !== this.run.generation)
      this.known = emptyColumn(view, this.run.generation, this.run.sim.world.clientCount);
    this.read(this.known, view);
    return this.known;
  }

  private read(known: Known, view: QuestionView): void {
    const { sim } = this.run;
    const columns = sim.questionColumns(view.number);
    if (columns === null) return;
    const before = known.texts.length;
    // The status of an action changes until it has ended, and on expiry.
    const isFinal = view.kind === 'question';
    for (let client = 0; client < known.ids.length; client++) {
      if (isFinal && (known.ids[client] !== NOTHING || (columns.heardAt[client] ?? Infinity) > sim.now)) continue;
      const heard = sim.heardOf(view.number, client);
      const isHeard = (columns.heardAt[client] ?? Infinity) <= sim.now;
      known.ids[client] = heard !== null ? idOf(known, heard) : isHeard ? NOT_MEANT : NOTHING;
    }
    if (known.texts.length !== before || known.sorted.texts.length === 0) known.sorted = sortedTexts(known.texts);
  }
}

function emptyColumn(view: QuestionView, generation: number, clients: number): Known {
  const texts = ['', '(not meant)'];
  return {
    question: view.number,
    generation,
    ids: new Int32Array(clients),
    texts,
    idOf: new Map(texts.map((text, id) => [text, id])),
    sorted: sortedTexts(texts),
  };
}

function idOf(known: Known, text: string): number {
  let id = known.idOf.get(text);
  // An empty answer is an answer: it is not the cell of a client that has given none.
  if (id === undefined || id <= NOT_MEANT) known.idOf.set(text, (id = known.texts.push(text) - 1));
  return id;
}

function sortedTexts(texts: readonly string[]): Known['sorted'] {
  const order = texts.map((_, id) => id).sort((a, b) => compare(texts[a] ?? '', texts[b] ?? '') || a - b);
  const places: number[] = Array.from({ length: order.length }, () => 0);
  order.forEach((id, place) => {
    places[id] = place;
  });
  return { places, texts: order.map((id) => texts[id] ?? '') };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
