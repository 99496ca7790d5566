/**
 * Messages of fleets that have no log row for each of them: from the columns of the questions, for the clients in view. When a client
 * received a question and passed its own answer on is exact; how many answers went with it is not kept, so it is 0.
 */
import type { QuestionColumns, QuestionView } from '../../sim/question-types';
import type { Simulation } from '../../sim/types';
import type { Slot } from '../../sim/world';
import { MARK } from '../time-chain-marks';
import type { MarkWriter } from './mark-writer';
import type { Window } from './time-chain';

/** Questions of one answer at most, the newest. */
export const MOST_QUESTIONS = 50;
const SERVER = -1;
const REGISTRATION = -2;

export function marksFromColumns(window: Window, writer: MarkWriter): void {
  const clients = clientsInView(window);
  for (const question of questionsIn(window)) {
    const columns = window.sim.questionColumns(question.number);
    if (columns === null) continue;
    for (const client of clients) addClient(window, writer, question.number, columns, client);
  }
}

/** Those that were open at some time of the window. */
export function questionsIn({ sim, from, to }: Window): QuestionView[] {
  return sim
    .questions()
    .filter((question) => question.askedAt <= to && question.expiresAt >= from)
    .slice(-MOST_QUESTIONS);
}

function clientsInView({ sim, subnets }: Window): Slot[] {
  const clients: Slot[] = [];
  for (let client = 0; client < sim.world.clientCount; client++) if (subnets[sim.columns.subnetOf[sim.currentSlot(client)]!] === 1) clients.push(client);
  return clients;
}

function addClient(window: Window, writer: MarkWriter, question: number, columns: QuestionColumns, client: Slot): void {
  const { sim, from, to } = window;
  const place = sim.currentSlot(client);
  const receivedAt = columns.receivedAt[client]!;
  if (receivedAt >= from && receivedAt <= sim.now) {
    const sender = columns.from[client]!;
    const sentAt = receivedAt - flight(sim, sender < 0 ? SERVER : sender, place);
    const kind = sender === REGISTRATION ? MARK.lateQuestion : MARK.question;
    if (sentAt <= to) writer.add(kind, sentAt, receivedAt, sender < 0 ? SERVER : sender, place, 0, question, 0, 0);
  }
  const sentAt = columns.sentAt[client]!;
  if (sentAt > Math.min(to, sim.now)) return;
  const peer = sim.columns.out[0][place]!;
  const arrivesAt = sentAt + flight(sim, peer < 0 ? SERVER : peer, place);
  if (arrivesAt >= from) writer.add(MARK.answers, sentAt, arrivesAt, place, peer < 0 ? SERVER : peer, 0, question, 0, 0);
}

/** How long a message between two ends takes: to or from the server its latency, between peers the processing as well. */
function flight(sim: Simulation, peer: Slot, place: Slot): number {
  return peer < 0 ? sim.latencyToServer(place) : sim.world.settings.hopProcessing + sim.latencyBetween(peer, place);
}
