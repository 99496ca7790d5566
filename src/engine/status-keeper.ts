/** Makes the status report: where the run is, and the figures of the whole fleet. Costly figures are renewed in proportion to their cost. */
import type { TimelineItem } from '../scenario/types';
import type { EventKind } from '../sim/log';
import type { QuestionView } from '../sim/question-types';
import type { LedgerView } from '../sim/types';
import type { Micros } from '../sim/world';
import { actSentence } from './act-sentence';
import type { AskedList } from './asked-list';
import type { Counts, Milestone, Status } from './contract';
import { countFleet, countRemoteLeaders } from './counts';
import { kindNumber, kindTable } from './kind-table';
import { LIMITS } from './limits';
import { parseItemTime } from './item-time';
import type { Run } from './run';

/** Registrations per second are counted over this much simulated time. */
const RATE_WINDOW: Micros = 10_000_000;
/** While playing, costly figures may take a twentieth of the time. */
const SHARE_OF_WORK = 20;

const REGISTRATIONS = kindTable(['client.registered', 'client.reregistered']);

/** What the engine knows and the run does not. */
export type StatusView = Pick<Status, 'epoch' | 'state' | 'speed' | 'auto' | 'following' | 'achievedSpeed'> & {
  readonly seek: NonNullable<Status['seek']> | null;
};

export class StatusKeeper {
  private readonly run: Run;
  private readonly asked: AskedList;
  private readonly cpuNow: () => number;
  private costly: { readonly ledger: LedgerView; readonly rate: number; readonly remoteLeaders: number } | null = null;
  private nextCostlyAt = -Infinity;
  private known: { readonly list: readonly QuestionView[]; readonly generation: number; readonly until: number } = { list: [], generation: -1, until: 0 };
  private acts: { readonly key: string; readonly list: readonly Milestone[] } = { key: '', list: [] };

  constructor(run: Run, asked: AskedList, cpuNow: () => number) {
    this.run = run;
    this.asked = asked;
    this.cpuNow = cpuNow;
  }

  build(view: StatusView, nowMillis: number): Status {
    const { run } = this;
    return {
      ...view,
      time: run.now,
      furthest: run.furthest,
      durationMicros: run.open.world.duration,
      questions: this.questions(view.state === 'paused', nowMillis),
      counts: this.counts(view.state === 'paused', nowMillis),
      interventions: run.acts.map((one) => one.item),
      milestones: this.milestones(),
      logLastId: run.sim.log.lastId,
      eventCount: run.sim.eventCount,
    };
  }

  /** Counting what is on its way in very large fleets costs as much as a picture: it is renewed in proportion to that. */
  private questions(exact: boolean, nowMillis: number): readonly QuestionView[] {
    const { asked, known, run } = this;
    if (!exact && known.generation === run.generation && nowMillis < known.until) return known.list;
    const start = this.cpuNow();
    const list = asked.latest(LIMITS.statusQuestions).map(briefly);
    this.known = { list, generation: run.generation, until: nowMillis + SHARE_OF_WORK * (this.cpuNow() - start) };
    return list;
  }

  private counts(exact: boolean, nowMillis: number): Counts {
    const { sim } = this.run;
    const fleet = countFleet(sim);
    if (this.costly === null || exact || nowMillis >= this.nextCostlyAt) {
      const start = this.cpuNow();
      this.costly = { ledger: sim.ledger(), rate: this.rate(), remoteLeaders: countRemoteLeaders(sim) };
      this.nextCostlyAt = nowMillis + SHARE_OF_WORK * (this.cpuNow() - start);
    }
    const totals = sim.registrationTotals();
    return {
      ...fleet,
      remoteLeaderClients: this.costly.remoteLeaders,
      leaderConnections: fleet.forwardLeaders + fleet.backwardLeaders,
      initialRegistrations: totals.initial,
      normalRegistrations: totals.normal,
      registrationsPerSecond: this.costly.rate,
      ledger: this.costly.ledger,
    };
  }

  /** Initial and normal registrations of the last simulated seconds, per second. */
  private rate(): number {
    const { sim } = this.run;
    const from = Math.max(0, sim.now - RATE_WINDOW);
    if (sim.now === 0) return 0;
    let many = 0;
    sim.eachNormalRegistration(from, sim.now, 0, sim.slotCount, () => {
      many++;
    });
    const { log } = sim;
    const first = Math.max(log.firstId, log.lastIdAt(from) + 1, 1);
    for (let id = log.lastId; id >= first; id--) if (REGISTRATIONS[log.kindOf(id)] === 1) many++;
    return many / ((sim.now - from) / 1_000_000);
  }

  /** What the detector found, and every act up to the furthest instant. */
  private milestones(): readonly Milestone[] {
    const { run } = this;
    const key = `${run.acts.length} ${run.furthest} ${run.milestones.all.length}`;
    if (this.acts.key !== key) this.acts = { key, list: this.allMilestones() };
    return this.acts.list;
  }

  /** The first row of its instant that such an act leaves; those before it, of the same instant too, have taken theirs. 0 = none is known. */
  private rowOfAct(item: TimelineItem, t: Micros, taken: Set<number>): number {
    const { log } = this.run.sim;
    const kinds = rowKindsOf(item).map(kindNumber);
    for (let id = Math.max(log.lastIdAt(t - 1) + 1, log.firstId, 1); id <= log.lastId && log.timeOf(id) === t; id++) {
      const act = kinds.includes(log.kindOf(id)) ? log.get(id)!.detail : -1;
      if (act < 0 || taken.has(act)) continue;
      taken.add(act);
      return id;
    }
    return 0;
  }

  private allMilestones(): readonly Milestone[] {
    const { run } = this;
    const items = [...(run.open.scenario.timeline ?? []), ...run.acts.map((one) => one.item)];
    const acts: Milestone[] = [];
    const taken = new Set<number>();
    for (const item of items) {
      const t = parseItemTime(item);
      if (t > run.furthest) continue;
      const kind = item.do === 'ask' || item.do === 'deploy' ? 'asked' : 'act';
      acts.push({ t, kind, text: actSentence(item, run.open.scenario.sites), eventId: this.rowOfAct(item, t, taken) });
    }
    return [...run.milestones.all, ...acts.slice(-LIMITS.milestones)].sort((a, b) => a.t - b.t);
  }
}

/** What acts leave in the log: their own row, or one for each client that they start, stop or move. */
function rowKindsOf(item: TimelineItem): readonly EventKind[] {
  switch (item.do) {
    case 'ask':
    case 'deploy':
      return ['question.asked'];
    case 'stop':
      return ['client.stopped'];
    case 'start':
      return ['client.started'];
    case 'move':
      return ['client.stopped', 'client.moved'];
    default:
      return ['act'];
  }
}

/** A status comes ten times a second: the most frequent answers are enough for it, the rest is asked for. */
function briefly(view: QuestionView): QuestionView {
  return view.answers.length <= LIMITS.statusAnswers ? view : { ...view, answers: view.answers.slice(0, LIMITS.statusAnswers) };
}
