/** Kinds of events in groups, as people look for them; and the mark that each kind has in the log. */
import type { EventKind } from '../../sim/log';

export interface EventGroup {
  readonly name: string;
  readonly kinds: readonly EventKind[];
}

export const EVENT_GROUPS: readonly EventGroup[] = [
  { name: 'computers', kinds: ['client.started', 'client.stopped', 'client.moved'] },
  { name: 'registration', kinds: ['client.registered', 'client.reregistered', 'registration.failed'] },
  {
    name: 'links',
    kinds: ['link.tried', 'link.opened', 'link.refused', 'link.timeout', 'link.closed', 'link.lost', 'link.cut', 'role.gained', 'role.lost'],
  },
  {
    name: 'questions',
    kinds: ['question.asked', 'question.received', 'question.lost', 'question.answered', 'question.completed', 'question.expired'],
  },
  { name: 'answers', kinds: ['answers.sent', 'answers.partial', 'answers.received', 'answers.lost', 'answers.collected'] },
  { name: 'actions', kinds: ['act', 'action.started'] },
];

export type EventMarkName = 'act' | 'computer' | 'registration' | 'link' | 'broken' | 'leader' | 'question' | 'answers' | 'lost' | 'complete';

/** Shape and colour of what an event is about: those of the messages on the map. */
export const MARK_OF: Readonly<Record<EventKind, EventMarkName>> = {
  'client.started': 'computer',
  'client.stopped': 'computer',
  'client.moved': 'computer',
  'client.registered': 'registration',
  'client.reregistered': 'registration',
  'registration.failed': 'lost',
  'link.tried': 'link',
  'link.opened': 'link',
  'link.refused': 'broken',
  'link.timeout': 'broken',
  'link.closed': 'broken',
  'link.lost': 'broken',
  'link.cut': 'broken',
  'role.gained': 'leader',
  'role.lost': 'leader',
  act: 'act',
  'question.asked': 'question',
  'question.received': 'question',
  'question.lost': 'lost',
  'question.answered': 'answers',
  'action.started': 'act',
  'answers.sent': 'answers',
  'answers.partial': 'answers',
  'answers.received': 'answers',
  'answers.lost': 'lost',
  'answers.collected': 'answers',
  'question.completed': 'complete',
  'question.expired': 'complete',
};

const MESSAGES: ReadonlySet<EventKind> = new Set([
  'question.asked',
  'question.received',
  'question.lost',
  'answers.sent',
  'answers.partial',
  'answers.received',
  'answers.lost',
  'answers.collected',
]);

/** Rows that tell of a message of a question, which camera and time can stay on. */
export const isMessage = (kind: EventKind): boolean => MESSAGES.has(kind);
