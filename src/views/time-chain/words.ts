/** A mark in words: two lines for the tooltip, cells for the table, one sentence for those who listen. */
import { MARK } from '../../engine/time-chain-marks';
import { clock, count, grouped, span } from '../../store/units';
import type { Counts } from './counts';
import { isLink, isMessage, type Mark } from './marks';

export interface Wording {
  /** Name or address of a client. */
  readonly nameOf: (slot: number) => string;
  readonly subnetOf: (subnet: number) => string;
  /** Name of a question by its number. */
  readonly questionOf: (question: number) => string;
  /** Until when the run is known: later arrivals are still to come. */
  readonly now: number;
  /** Every message has its own row in the log, so that what it carries is known. */
  readonly carriesKnown: boolean;
}

export interface MarkWords {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly sent: string;
  readonly arrived: string;
  readonly carries: string;
}

const SERVER = 'server';
const WHAT: Readonly<Record<number, string>> = {
  [MARK.question]: 'question',
  [MARK.lateQuestion]: 'question, by registration',
  [MARK.answers]: 'answers',
  [MARK.partialAnswers]: 'answers, more to follow',
  [MARK.lostQuestion]: 'question, lost',
  [MARK.lostAnswers]: 'answers, lost',
  [MARK.normalRegistration]: 'normal registration',
  [MARK.initialRegistration]: 'initial registration',
  [MARK.reregistration]: 'registration after lost contact',
  [MARK.failedRegistration]: 'registration without answer',
  [MARK.linkOpened]: 'link opened',
  [MARK.linkClosed]: 'link closed',
  [MARK.linkLost]: 'link lost',
  [MARK.linkCut]: 'link blocked',
  [MARK.roleGained]: 'leader',
  [MARK.roleLost]: 'no longer leader',
  [MARK.started]: 'comes online',
  [MARK.stopped]: 'goes offline',
};

export function whatOf(mark: Mark): string {
  const what = WHAT[mark.kind] ?? '';
  if (isLink(mark.kind)) return `${mark.extra === 1 ? 'backward' : 'forward'} ${what}`;
  if (mark.kind === MARK.roleGained) return `becomes ${mark.extra === 1 ? 'backward' : 'forward'} leader`;
  if (mark.kind === MARK.roleLost) return `no longer ${mark.extra === 1 ? 'backward' : 'forward'} leader`;
  return what;
}

export function wordsOf(mark: Mark, { nameOf, now, carriesKnown }: Wording): MarkWords {
  const travels = isMessage(mark.kind) || (mark.kind >= MARK.normalRegistration && mark.kind <= MARK.failedRegistration);
  const end = (slot: number): string => (slot < 0 ? (travels ? SERVER : '') : nameOf(slot));
  const lost = mark.kind === MARK.lostQuestion || mark.kind === MARK.lostAnswers;
  const arrived = !travels ? '' : lost ? 'lost' : mark.t1 > now ? 'under way' : clock(mark.t1, decimals(mark));
  const isAnswer = mark.kind === MARK.answers || mark.kind === MARK.partialAnswers || mark.kind === MARK.lostAnswers;
  return {
    what: whatOf(mark),
    from: end(mark.a),
    to: end(mark.b),
    sent: clock(travels ? mark.t0 : mark.t1, decimals(mark)),
    arrived: mark.kind === MARK.failedRegistration ? 'no answer' : arrived,
    carries: !isAnswer ? '' : carriesKnown ? String(mark.extra) : 'not recorded',
  };
}

/** Hops of a few milliseconds are told apart; what takes no time needs no more than milliseconds. */
function decimals(mark: Mark): number {
  return mark.t1 > mark.t0 && mark.t1 - mark.t0 < 1_000 ? 6 : 3;
}

/** At most two lines. */
export function tooltipOf(mark: Mark, wording: Wording): readonly [string, string] {
  const words = wordsOf(mark, wording);
  const { nameOf, questionOf } = wording;
  if (isMessage(mark.kind)) {
    const [noun, ...rest] = words.what.split(', ');
    const carried = words.carries !== '' && wording.carriesKnown ? ` of ${count(mark.extra, 'client')}` : '';
    const about = mark.question < 0 ? '' : ` (${questionOf(mark.question)})`;
    return [
      `${words.from} → ${words.to}: ${[`${noun ?? ''}${carried}`, ...rest].join(', ')}${about}`,
      `sent ${words.sent}, ${arrivedWords(words.arrived)}, ${mark.b < 0 || mark.a < 0 ? 'one way' : 'hop'} ${span(mark.t1 - mark.t0)}`,
    ];
  }
  if (isLink(mark.kind)) return [`${nameOf(mark.a)} → ${nameOf(mark.b)}: ${words.what}`, `at ${words.sent}`];
  if (words.to === SERVER) return [`${words.from}: ${words.what}`, `sent ${words.sent}, ${arrivedWords(words.arrived, 'answered')}`];
  return [`${words.from} ${words.what}`, `at ${words.sent}`];
}

function arrivedWords(arrived: string, word = 'arrived'): string {
  return arrived === 'lost' || arrived === 'under way' || arrived === 'no answer' ? arrived : `${word} ${arrived}`;
}

/** One sentence for the live description of the focused mark. */
export function sentenceOf(mark: Mark, wording: Wording): string {
  return tooltipOf(mark, wording).join('; ');
}

/** Counts of a subnet at a time, in two lines. */
export function countsTip(counts: Counts, { subnetOf, questionOf }: Wording): readonly string[] {
  const where = `${subnetOf(counts.subnet)} at ${clock(Math.max(0, counts.t), 3)}`;
  const changes = [
    ...(counts.links > 0 ? [count(counts.links, 'link or role change')] : []),
    ...(counts.trouble > 0 ? [`${grouped(counts.trouble)} lost or failed`] : []),
  ];
  const asked =
    counts.question < 0
      ? []
      : [`${grouped(counts.received)} of ${count(counts.clients, 'client')} have ${questionOf(counts.question)}, ${grouped(counts.heard)} heard by the server`];
  const said = [...asked, ...changes].join('; ');
  return said === '' ? [where, `${count(counts.clients, 'client')}, nothing to show`] : [where, said];
}
