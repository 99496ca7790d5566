/** The event log as JSON lines, written while the run goes on, because the simulation keeps only the newest rows. */
import type { LogEvent } from '../sim/log';
import type { Simulation } from '../sim/types';
import { message, type Output } from './output';

const ABOUT_QUESTIONS = /^(question|action|answers)\./;
/** Rows that count clients: those estimated, tested, or whose answers a message carries. */
const WITH_AMOUNT = /^(answers\..*|question\.(asked|completed|expired))$/;

export class LogWriter {
  private readonly simulation: Simulation;
  private readonly output: Output;
  private written = 0;

  constructor(simulation: Simulation, output: Output) {
    this.simulation = simulation;
    this.output = output;
  }

  /** Writes what was logged since the last call. */
  drain(): void {
    const { log } = this.simulation;
    if (log.lastId > this.written && log.firstId > this.written + 1) {
      // One act on a whole large fleet can log more rows at one instant than are kept.
      message(`chainscope: events ${this.written + 1} to ${log.firstId - 1} left the log before they could be written`);
      this.written = log.firstId - 1;
    }
    for (let id = this.written + 1; id <= log.lastId; id += 1) {
      const event = log.get(id);
      if (event) this.output.write(this.line(event));
    }
    this.written = log.lastId;
  }

  /** Times have six decimals: whole microseconds, and no exponent. */
  private line(event: LogEvent): string {
    const { simulation } = this;
    const fields = [`"t": ${(event.t / 1e6).toFixed(6)}`, `"kind": "${event.kind}"`];
    if (event.client >= 0) fields.push(`"client": "${simulation.addressText(event.client)}"`);
    if (event.peer >= 0) fields.push(`"peer": "${simulation.addressText(event.peer)}"`);
    if (event.direction !== null) fields.push(`"direction": "${event.direction}"`);
    const server = event.kind.includes('regist') ? simulation.world.servers[event.detail] : undefined;
    if (server) fields.push(`"server": ${JSON.stringify(server.id)}`);
    const act = event.kind === 'act' ? simulation.acts[event.detail] : undefined;
    if (act) fields.push(`"do": "${act.do}"`);
    fields.push(...this.questionFields(event));
    fields.push(`"rule": "${event.rule}"`, `"cause": ${event.cause}`, `"id": ${event.id}`);
    return `{ ${fields.join(', ')} }\n`;
  }

  /** Which question or action a row is about, and how many clients it speaks of. */
  private questionFields(event: LogEvent): string[] {
    if (!ABOUT_QUESTIONS.test(event.kind)) return [];
    const act = this.simulation.acts[event.detail];
    const id = act?.do === 'ask' || act?.do === 'deploy' ? [`"question": ${JSON.stringify(act.id)}`] : [];
    return WITH_AMOUNT.test(event.kind) ? [...id, `"amount": ${event.amount}`] : id;
  }
}
