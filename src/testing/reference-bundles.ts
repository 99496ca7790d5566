/** What the reference keeps of a question and of each client's part in it, and what the server makes of the answers. Plain records. */
import type { TrafficClass } from '../sim/types';
import type { Act, Micros } from '../sim/world';
import type { Place } from './reference-state';

export type Sender = Place | 'server' | 'registration';
/** What one client says: its answers, or a status of its action. `texts` is null for a client that is not meant. */
export interface Item {
  readonly client: number;
  readonly texts: readonly string[] | null;
  readonly targeted: boolean;
  readonly last: boolean;
}
export interface Own {
  receivedAt: Micros | null;
  from: Sender | null;
  targeted: boolean;
  done: boolean;
  texts: readonly string[] | null;
  sentAt: Micros | null;
  heardAt: Micros | null;
  pending: Item[];
  since: Micros | null;
  finalFrom: Place | null;
  finalGiven: boolean;
  stuck: boolean;
}
interface Bytes {
  lan: number;
  wan: number;
}
export interface Question {
  readonly number: number;
  readonly act: Extract<Act, { do: 'ask' | 'deploy' }>;
  readonly askedAt: Micros;
  readonly expiresAt: Micros;
  open: boolean;
  readonly counted: Set<number>;
  tested: number;
  passed: number;
  /** By client: what the server has heard last. */
  readonly heard: Map<number, readonly string[]>;
  firstAt: Micros | null;
  halfAt: Micros | null;
  p95At: Micros | null;
  completeAt: Micros | null;
  readonly clients: Map<number, Own>;
  readonly messages: Bytes;
  /** Servers that it is at. */
  readonly at: Set<number>;
  count(client: number): void;
}

export const newOwn = (): Own => ({
  receivedAt: null,
  from: null,
  targeted: false,
  done: false,
  texts: null,
  sentAt: null,
  heardAt: null,
  pending: [],
  since: null,
  finalFrom: null,
  finalGiven: false,
  stuck: false,
});

export function newQuestion(number: number, act: Question['act'], askedAt: Micros, expiresAt: Micros, counted: readonly number[]): Question {
  const none = (): Bytes => ({ lan: 0, wan: 0 });
  return {
    number,
    act,
    askedAt,
    expiresAt,
    open: true,
    counted: new Set(counted),
    tested: 0,
    passed: 0,
    heard: new Map(),
    firstAt: null,
    halfAt: null,
    p95At: null,
    completeAt: null,
    clients: new Map(),
    messages: none(),
    at: new Set(),
    /** more are estimated, so it is incomplete again. */
    count(client: number): void {
      if (this.counted.has(client)) return;
      this.counted.add(client);
      this.completeAt = null;
    },
  };
}

export const tested = (items: readonly Item[]): number => items.filter((item) => item.last).length;

/** An action came to its end on a client. */
export const hasEnded = (texts: readonly string[] | undefined): boolean => texts?.[0] === 'Completed' || texts?.[0] === 'Failed';

/** The server adds up what arrives. True when that completes the question. */
export function accept(question: Question, items: readonly Item[], now: Micros): boolean {
  for (const { client, texts, targeted, last } of items) {
    const ended = question.act.do === 'deploy' && hasEnded(question.heard.get(client));
    if (texts !== null && !ended) question.heard.set(client, texts);
    question.count(client);
    if (!last) continue;
    question.tested++;
    if (targeted) question.passed++;
    const own = question.clients.get(client);
    if (own) own.heardAt = now;
  }
  const estimated = question.counted.size;
  const reached = (share: number): boolean => question.tested >= Math.max(1, Math.ceil((estimated * share) / 100));
  if (reached(0)) question.firstAt ??= now;
  if (reached(50)) question.halfAt ??= now;
  if (reached(95)) question.p95At ??= now;
  if (!reached(100) || question.completeAt !== null) return false;
  question.completeAt = now;
  return true;
}

/** Answers and how many gave them: by count, then value. */
export function answersOf(question: Question): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const texts of question.heard.values()) counts.set(texts.join(' | '), (counts.get(texts.join(' | ')) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

const utf8 = (text: string): number => new TextEncoder().encode(text).length;

/** Rule book §9. `items` null: the question itself. */
export function sizeOf({ act }: Question, items: readonly Item[] | null): number {
  if (items === null) return act.do === 'ask' ? 300 + 60 * act.sensors.length : 600;
  const said = items.flatMap((item) => (item.texts === null ? [] : [item.texts]));
  const distinct = [...new Set(said.map((texts) => texts[0] ?? ''))];
  if (act.do === 'deploy') return 60 + 12 * distinct.length;
  if (act.sensors.length === 1) return distinct.reduce((sum, text) => sum + 12 + utf8(text), 80);
  return said.reduce((sum, texts) => sum + 16 + utf8(texts.join('')), 80);
}

/** REG-6: what copies add to an answer to a registration. */
export const offerBytes = (questions: readonly Question[]): number => questions.reduce((sum, { act }) => sum + (act.do === 'ask' ? 300 : 1000), 0);

export const classOf = ({ act }: Question, isAnswer: boolean): TrafficClass => (act.do === 'deploy' ? 'action' : isAnswer ? 'answer' : 'question');
