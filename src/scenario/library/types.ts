/** What a built-in scenario is: a card for people and a function that makes the scenario. */
import type { Scenario } from '../types';

export type BuiltInGroup = 'Start here' | 'Questions' | 'Network' | 'Blocks and faults' | 'VPN' | 'Changes' | 'Real and large';

/** Four short texts; each states only what the simulation shows. */
export interface BuiltInCard {
  readonly what: string;
  readonly notice: string;
  readonly tryThis: string;
  readonly simplified: string;
}

export interface BuiltIn {
  readonly id: string;
  readonly title: string;
  readonly group: BuiltInGroup;
  readonly card: BuiltInCard;
  /** A function, so that the large ones are made only when somebody opens them. */
  readonly scenario: () => Scenario;
}
