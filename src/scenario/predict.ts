/** What a run will need, told before it is started: rough, from constants measured at 20,000 to 1,000,000 clients. */
import { countAsked, mostOpen } from './open-questions';
import { SCENARIO_DEFAULTS, SETTINGS_DEFAULTS } from './defaults';
import { LIMITS } from './limits';
import type { Scenario } from './types';
import { parseDuration } from './units';

export interface Prediction {
  readonly clients: number;
  readonly megabytes: number;
  /** Of computing, to the end of the timeline. */
  readonly seconds: number;
  /** People are asked before that many clients are loaded. */
  readonly needsConfirmation: boolean;
}

/** Columns, peer lists, timers and log of one client; and what is there without any. */
const BYTES_PER_CLIENT = 600;
const BASE_MEGABYTES = 120;
/** Events of a client that comes online (registration, two links with their answers), and of a reset. */
const EVENTS_TO_START = 18;
const EVENTS_OF_A_RESET = 5;
const EVENTS_PER_SECOND = 400_000;
/** What an open question keeps of a client, and the events it takes there: message by message, or in large fleets as a part of a sweep. */
const BYTES_ASKED = 48;
const EVENTS_ASKED = 6;
const EVENTS_ASKED_SWEPT = 0.5;
const MOST_BY_EVENT = 20_000;

export function countClients(scenario: Scenario): number {
  let total = 0;
  for (const subnet of scenario.subnets) if (subnet.managed !== false) total += (subnet.clients ?? 0) + (subnet.addresses?.length ?? 0);
  return total;
}

export function predictCost(scenario: Scenario): Prediction {
  const clients = countClients(scenario);
  const [shortest, longest] = scenario.settings?.initialRegistrationReset ?? SETTINGS_DEFAULTS.initialRegistrationReset;
  const gap = ((parseDuration(shortest) ?? 1) + (parseDuration(longest) ?? 1)) / 2;
  const resets = (parseDuration(scenario.duration ?? SCENARIO_DEFAULTS.duration) ?? 0) / gap;
  const asked = countAsked(scenario) * (clients > MOST_BY_EVENT ? EVENTS_ASKED_SWEPT : EVENTS_ASKED);
  return {
    clients,
    megabytes: Math.ceil(BASE_MEGABYTES + (clients * (BYTES_PER_CLIENT + mostOpen(scenario) * BYTES_ASKED)) / 1e6),
    seconds: Math.ceil((clients * (EVENTS_TO_START + resets * EVENTS_OF_A_RESET + asked)) / EVENTS_PER_SECOND),
    needsConfirmation: clients > LIMITS.clientsWithoutConfirmation,
  };
}
