/** The words of the event log, and what one row says. Numbers of kinds and rules are part of snapshots: append only. */
import type { Micros, Slot } from './world';

export const EVENT_KINDS = [
  'client.started',
  'client.stopped',
  'client.moved',
  'client.registered',
  'client.reregistered',
  'registration.failed',
  'link.tried',
  'link.opened',
  'link.refused',
  'link.timeout',
  'link.closed',
  'link.lost',
  'link.cut',
  'role.gained',
  'role.lost',
  'act',
  'question.asked',
  'question.received',
  'question.lost',
  'question.answered',
  'action.started',
  'answers.sent',
  'answers.partial',
  'answers.received',
  'answers.lost',
  'answers.collected',
  'question.completed',
  'question.expired',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const RULES = [
  'REG-1',
  'REG-2',
  'REG-3',
  'REG-9',
  'REG-10',
  'CHAIN-4',
  'CHAIN-6',
  'CHAIN-8',
  'CHAIN-11',
  'LINK-1',
  'LINK-2',
  'LINK-4',
  'LINK-5',
  'LINK-6',
  'LINK-7',
  'LINK-8',
  'LINK-9',
  'LINK-10',
  'SRV-1',
  'NET-1',
  'Q-1',
  'Q-2',
  'Q-3',
  'Q-5',
  'Q-7',
  'Q-8',
  'Q-9',
  'Q-10',
  'REG-5',
  'LINK-11',
] as const;
export type RuleId = (typeof RULES)[number];

export type Direction = 'forward' | 'backward';

/** One row of the event log. `cause` is the id of an earlier event; 0 = the start of the scenario or a timer of the client. */
export interface LogEvent {
  readonly id: number;
  readonly t: Micros;
  readonly kind: EventKind;
  readonly rule: RuleId;
  readonly cause: number;
  /** −1 where the event is about no single client. */
  readonly client: Slot;
  /** −1 where there is none. */
  readonly peer: Slot;
  readonly direction: Direction | null;
  /** For `act` and everything about a question or an action: index of the act in `Simulation.acts`. For registrations: index of the server. Else −1. */
  readonly detail: number;
  /** Answers that a message carries (clients tested); clients estimated when a question is asked, tested when it completes or expires. Else 0. */
  readonly amount: number;
}
