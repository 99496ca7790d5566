/** The run that proves a ten-second answer: when its fleet starts, when it is asked, when it ends; and what formulas say it will have counted. */
import type { EstimateInputs } from './estimate';
import type { FigureId } from './expectation';
import { leaderClients, leaderConnections } from './leaders';
import { questionCost, questionCostWithout, type Question } from './questions';
import { PEER_LIST, peersNamedInFleet } from './registrations';
import { expectedCountFromWindow } from './renewal';
import { BYTES, INITIAL_REGISTRATION, NORMAL_REGISTRATION } from './sizes';
import { busiestSite, fleetOfSpread, spread } from './spread';

export interface ProofRun {
  /** Seconds. */
  readonly startWindow: number;
  readonly askAt: number;
  readonly end: number;
}

/** A fleet comes online within a minute; where its links could not carry the first registrations in half the time, within longer, at most an hour. */
const MINUTE = 60;
const LONGEST_WINDOW = 3_600;

export function proofRun(inputs: EstimateInputs): ProofRun {
  const { clients } = busiestSite(spread(inputs));
  const first = (clients * (INITIAL_REGISTRATION + 2 * PEER_LIST * BYTES.perPeer) * 8) / inputs.linkBps;
  const startWindow = Math.min(LONGEST_WINDOW, MINUTE * Math.max(1, Math.ceil((2 * first) / MINUTE)));
  // Two minutes later a round of retries has passed, and all chains stand (LINK-7).
  const askAt = startWindow + 2 * MINUTE;
  return { startWindow, askAt, end: askAt + 7 * MINUTE };
}

export type ProofFigureId = Exclude<FigureId, 'registrationLan' | 'registrationLanWithout' | 'questionLanWithout' | 'answerLanWithout'>;

export function proofFormulas(inputs: EstimateInputs, run: ProofRun): Readonly<Record<ProofFigureId, number>> {
  const fleet = fleetOfSpread(spread(inputs));
  const { clients } = fleet;
  const question: Question = { sensors: [inputs.sensor], targeted: () => 1 };
  const cost = questionCost(fleet, question);
  const without = questionCostWithout(fleet, question);
  // Resets come after two hours at the earliest: nobody has one in this time (REG-2).
  const normal = clients * expectedCountFromWindow({ shortest: 30, longest: 90 }, run.startWindow, run.end);
  const bytes = clients * INITIAL_REGISTRATION + normal * NORMAL_REGISTRATION;
  return {
    leaderClients: leaderClients(fleet),
    leaderConnections: leaderConnections(fleet),
    initialRegistrations: clients,
    normalRegistrations: normal,
    registrationWan: bytes + BYTES.perPeer * peersNamedInFleet(fleet),
    registrationWanWithout: bytes,
    questionWan: cost.question.wan,
    questionLan: cost.question.lan,
    questionWanWithout: without.question.wan,
    answerWan: cost.answer.wan,
    answerLan: cost.answer.lan,
    answerWanWithout: without.answer.wan,
  };
}
