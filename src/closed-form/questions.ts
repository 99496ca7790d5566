/**
 * Bytes of one question and its answers in settled chains. Down: one message to each backward leader, one on each link. Up: each client
 * sends one merged message. Which values are in it is drawn: after k clients a value of share p is in it with probability 1 − (1 − p)^k.
 */
import { isWanLink, sumChains, wanLinkCount, type Chain, type Fleet } from './fleet';
import { BYTES, questionBytes, utf8Bytes } from './sizes';

export interface Sensor {
  readonly values: readonly string[];
  /** Whole numbers; their shares of the sum are what matters. */
  readonly weights: readonly number[];
}
export interface Question {
  /** One: equal answers are counted. Several: rows. */
  readonly sensors: readonly Sensor[];
  /** Share of the chain's clients that it is for; the others pass it on and say only that they have. */
  readonly targeted: (chain: Chain) => number;
}

export interface PlaceBytes {
  readonly lan: number;
  readonly wan: number;
}
export interface QuestionCost {
  readonly question: PlaceBytes;
  readonly answer: PlaceBytes;
}

export function questionCost(fleet: Fleet, question: Question): QuestionCost {
  const size = questionBytes(question.sensors.length);
  const messages = answerMessages(fleet, question);
  const cost = { question: { lan: 0, wan: 0 }, answer: { lan: 0, wan: 0 } };
  for (const chain of fleet.chains) {
    const links = wanLinkCount(chain);
    const merged = messages(question.targeted(chain));
    cost.question[chain.enters] += chain.count * size;
    cost.question.wan += chain.count * size * links;
    cost.question.lan += chain.count * size * (chain.clients - 1 - links);
    const last = merged.size(chain.clients);
    cost.answer[chain.leaves] += chain.count * last;
    const all = merged.upTo(chain.clients - 1);
    const onWan = wanAnswers(chain, all, merged.size);
    cost.answer.wan += chain.count * onWan;
    cost.answer.lan += chain.count * (all - onWan);
    if (chain.zone !== null) cost.answer[chain.zone] += chain.count * last;
  }
  // A question goes to each Zone Server once, whoever is behind it (SRV-1).
  for (const place of fleet.zones) cost.question[place] += size;
  return cost;
}

/** The same with every client for itself (NET-7): the question, and one answer of its own, on every leg of its way. */
export function questionCostWithout(fleet: Fleet, question: Question): QuestionCost {
  const size = questionBytes(question.sensors.length);
  const own = ownAnswer(question);
  const cost = { question: { lan: 0, wan: 0 }, answer: { lan: 0, wan: 0 } };
  for (const chain of fleet.chains) {
    const answer = BYTES.answers + question.targeted(chain) * own;
    const wan = chain.count * chain.wanClients;
    const lan = chain.count * (chain.clients - chain.wanClients);
    cost.question.wan += wan * size;
    cost.question.lan += lan * size;
    cost.answer.wan += wan * answer;
    cost.answer.lan += lan * answer;
    if (chain.zone !== null) cost.answer[chain.zone] += chain.count * chain.clients * answer;
  }
  for (const place of fleet.zones) cost.question[place] += size;
  return cost;
}

/** What the forward leaders of a fleet send to their servers together. */
export function leadersAnswers(fleet: Fleet, question: Question): number {
  const messages = answerMessages(fleet, question);
  return sumChains(fleet, (chain) => messages(question.targeted(chain)).size(chain.clients));
}

/** Expected bytes that one targeted client adds to an empty message. */
export function ownAnswer(question: Question): number {
  if (question.sensors.length > 1) return BYTES.perRow + question.sensors.reduce((sum, sensor) => sum + meanLength(sensor), 0);
  const [sensor] = question.sensors;
  return sensor === undefined ? 0 : BYTES.perValue + meanLength(sensor);
}

export function sharesOf({ values, weights }: Sensor): { readonly bytes: number; readonly share: number }[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return values.map((value, i) => ({ bytes: utf8Bytes(value), share: (weights[i] ?? 0) / sum }));
}

function meanLength(sensor: Sensor): number {
  return sharesOf(sensor).reduce((sum, { bytes, share }) => sum + bytes * share, 0);
}

interface Messages {
  /** Expected bytes of the message that the k-th client of a chain sends. */
  readonly size: (k: number) => number;
  /** Of the first k of them together. */
  readonly upTo: (k: number) => number;
}

/** Tables by the targeted share, as long as the longest chain. */
function answerMessages(fleet: Fleet, question: Question): (targeted: number) => Messages {
  const longest = fleet.chains.reduce((most, chain) => Math.max(most, chain.clients), 0);
  const known = new Map<number, Messages>();
  return (targeted) => {
    const found = known.get(targeted) ?? tabulate(longest, sizeAfter(question, targeted));
    known.set(targeted, found);
    return found;
  };
}

function sizeAfter(question: Question, targeted: number): (k: number) => number {
  const [only] = question.sensors;
  if (question.sensors.length > 1 || only === undefined) {
    const row = targeted * ownAnswer(question);
    return (k) => BYTES.answers + k * row;
  }
  const shares = sharesOf(only);
  return (k) => shares.reduce<number>((sum, { bytes, share }) => sum + (BYTES.perValue + bytes) * (1 - (1 - targeted * share) ** k), BYTES.answers);
}

function tabulate(longest: number, size: (k: number) => number): Messages {
  const sizes = new Float64Array(longest + 1);
  const sums = new Float64Array(longest + 1);
  for (let k = 1; k <= longest; k++) {
    sizes[k] = size(k);
    sums[k] = (sums[k - 1] ?? 0) + (sizes[k] ?? 0);
  }
  return { size: (k) => sizes[k] ?? 0, upTo: (k) => sums[k] ?? 0 };
}

function wanAnswers(chain: Chain, all: number, size: (k: number) => number): number {
  if (chain.wanLinks === 'none') return 0;
  if (chain.wanLinks === 'all') return all;
  let sum = 0;
  for (let k = 1; k < chain.clients; k++) if (isWanLink(chain, k)) sum += size(k);
  return sum;
}
