/**
 * Messages of fleets that have no log row for each of them: from the columns of the questions, for the clients in view. When a client
 * received a question and passed its own answer on is exact; when that came to a peer is so where nothing waited, and how many answers went with it is
 * not kept, so it is 0.
 */
import { SIZE } from '../../sim/ledger';
import type { QuestionColumns, QuestionView } from '../../sim/question-types';
import type { Simulation } from '../../sim/types';
import type { Micros, Slot } from '../../sim/world';
import { flightTime, SERVER } from '../flight';
import { MARK } from '../time-chain-marks';
import type { MarkWriter } from './mark-writer';
import type { Window } from './time-chain';

/** Questions of one answer at most, the newest. */
export const MOST_QUESTIONS = 50;
const REGISTRATION = -2;

export function marksFromColumns(window: Window, writer: MarkWriter): void {
  const clients = clientsInView(window);
  for (const question of questionsIn(window)) {
    const columns = window.sim.questionColumns(question.number);
    if (columns === null) continue;
    for (const client of clients) addClient(window, writer, question, columns, client);
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

function addClient(window: Window, writer: MarkWriter, question: QuestionView, columns: QuestionColumns, client: Slot): void {
  const { sim, from, to } = window;
  const place = sim.currentSlot(client);
  const receivedAt = columns.receivedAt[client]!;
  if (receivedAt >= from && receivedAt <= sim.now) {
    const sender = columns.from[client]!;
    const sentAt = sentTo(sim, columns, question, sender, place, receivedAt);
    const kind = sender === REGISTRATION ? MARK.lateQuestion : MARK.question;
    if (sentAt <= to) writer.add(kind, sentAt, receivedAt, sender < 0 ? SERVER : sender, place, 0, question.number, 0, 0);
  }
  const sentAt = columns.sentAt[client]!;
  if (sentAt > Math.min(to, sim.now)) return;
  const peer = sim.columns.out[0][place]!;
  const heardAt = columns.heardAt[client]!;
  const arrivesAt = peer < 0 && heardAt < Infinity ? heardAt : sentAt + flightTime(sim, place, peer, SIZE.answers);
  if (arrivesAt >= from) writer.add(MARK.answers, sentAt, arrivesAt, place, peer, 0, question.number, 0, 0);
}

/** A client passes the question on the moment it has it; the server sends it when it is asked; with a registration it travels one way. */
function sentTo(sim: Simulation, columns: QuestionColumns, question: QuestionView, sender: Slot, place: Slot, receivedAt: Micros): Micros {
  if (sender === REGISTRATION) return receivedAt - sim.latencyToServer(place);
  return sender < 0 ? question.askedAt : Math.min(receivedAt, columns.receivedAt[sim.clientAt(sender)]!);
}
