/** For tests: books of a made-up run, whose parts add up. */
import type { ClassBytes, Flow, LedgerView, TrafficClass } from '../../sim/types';

type Figures = Readonly<
  Partial<Record<TrafficClass, { readonly lan?: number; readonly wan?: number; readonly withoutLan?: number; readonly withoutWan?: number }>>
>;
interface Rest {
  readonly lost?: number;
  readonly peerWan?: number;
  readonly bySite?: LedgerView['bySite'];
}

const ORDER: readonly TrafficClass[] = ['registration', 'control', 'question', 'answer', 'action'];

/** `lost`: bytes of every class at every place that were lost, as far as so many were sent. */
export function booksOf(figures: Figures, { lost = 0, peerWan = 0, bySite = [] }: Rest = {}): LedgerView {
  const flow = (sent: number): Flow => ({ sent, lost: Math.min(sent, lost), received: Math.max(0, sent - lost), inFlight: 0 });
  const record = <V>(of: (cls: TrafficClass) => V): Record<TrafficClass, V> =>
    Object.fromEntries(ORDER.map((cls) => [cls, of(cls)])) as Record<TrafficClass, V>;
  const byClass = record((cls): ClassBytes => ({ lan: figures[cls]?.lan ?? 0, wan: figures[cls]?.wan ?? 0 }));
  const flows = record((cls) => ({ lan: flow(byClass[cls].lan), wan: flow(byClass[cls].wan) }));
  const all = ORDER.flatMap((cls) => [flows[cls].lan, flows[cls].wan]);
  const sum = (of: (one: Flow) => number): number => all.reduce((total, one) => total + of(one), 0);
  return {
    byClass,
    flow: flows,
    without: record((cls): ClassBytes => ({ lan: figures[cls]?.withoutLan ?? 0, wan: figures[cls]?.withoutWan ?? 0 })),
    peerLinks: { lan: 0, wan: peerWan },
    messages: { lan: 11, wan: 7 },
    bySite,
    sent: sum((one) => one.sent),
    received: sum((one) => one.received),
    lost: sum((one) => one.lost),
    inFlight: sum((one) => one.inFlight),
  };
}
