/** The ten-second answer in numbers: from five inputs to leaders, bytes over the WAN and time, each beside the same without peering (NET-7). */
import { fileBytes, fileBytesWithout, fileSeconds } from './files';
import { chainCount } from './fleet';
import { leaderClients, leaderConnections, leaderConnectionsWithout } from './leaders';
import { leadersAnswers, ownAnswer, questionCost, questionCostWithout, type Question, type Sensor } from './questions';
import { peersNamedInFleet, perSecond, registrationBytesPerSecond } from './registrations';
import { busiestSite, fleetOfSpread, spread, type SpreadInputs } from './spread';
import { questionBytes } from './sizes';

export interface EstimateInputs extends SpreadInputs {
  readonly fileBytes: number;
  /** Of each site's WAN link, either way. */
  readonly linkBps: number;
  /** The question has one sensor. */
  readonly sensor: Sensor;
}

/** REG-3, REG-2, and a day, in seconds. */
export const MEAN_NORMAL = 60;
export const MEAN_RESET = 4 * 3_600;
export const DAY = 86_400;
/** Down, of a remote client's own access link (NET-5). */
export const VPN_DOWN_BPS = 20_000_000;
/** Up, of the server's data center (NET-5). */
export const SERVER_UP_BPS = 10_000_000_000;

/** With peering, and without. */
export interface Pair {
  readonly value: number;
  readonly without: number;
}

export function estimate(inputs: EstimateInputs) {
  const plan = spread(inputs);
  const fleet = fleetOfSpread(plan);
  const { clients } = fleet;
  const busiest = busiestSite(plan);
  const question: Question = { sensors: [inputs.sensor], targeted: () => 1 };
  const peers = peersNamedInFleet(fleet);
  const rate = (named: number): number => registrationBytesPerSecond(clients, named, MEAN_NORMAL, MEAN_RESET);
  const wanOf = (cost: ReturnType<typeof questionCost>): number => cost.question.wan + cost.answer.wan;
  const file: Pair = { value: fileBytes(fleet, inputs.fileBytes), without: fileBytesWithout(fleet, inputs.fileBytes) };
  const asked: Pair = { value: wanOf(questionCost(fleet, question)), without: wanOf(questionCostWithout(fleet, question)) };
  const registered: Pair = { value: rate(peers) * DAY, without: rate(0) * DAY };
  const ownLink = plan.vpn > 0 ? 1 : 0;
  const time = (busiestSite: number, server: number): number =>
    fileSeconds(inputs.fileBytes, { busiestSite, ownLink, server }, inputs.linkBps, VPN_DOWN_BPS, SERVER_UP_BPS);
  return {
    clients,
    vpn: plan.vpn,
    chains: chainCount(fleet) - plan.vpn,
    busiest,
    peers,
    questionBytes: questionBytes(1),
    leadersAnswers: leadersAnswers(fleet, question),
    ownAnswer: ownAnswer(question),
    leaders: { value: leaderClients(fleet), without: clients },
    connections: { value: leaderConnections(fleet), without: leaderConnectionsWithout(fleet) },
    registrations: { value: perSecond(clients, MEAN_NORMAL), without: perSecond(clients, MEAN_NORMAL) },
    registered,
    asked,
    file,
    day: { value: registered.value + asked.value + file.value, without: registered.without + asked.without + file.without },
    seconds: { value: time(busiest.chains, chainCount(fleet)), without: time(busiest.clients, clients) },
  };
}
export type Estimate = ReturnType<typeof estimate>;
