/**
 * The engine's side of a port: commands in, answers and reports out, and the loop that lets time pass. Whatever is thrown becomes a
 * `crashed` report; after that every command is refused, because a simulation that threw cannot be trusted.
 */
import type { Command, EngineReport, FromEngine, ToEngine } from './contract';
import type { EngineDeps } from './deps';
import { createEngine } from './engine';
import type { Engine } from './engine';
import { givenAway } from './give-away';
import type { Port } from './port';

export interface Host {
  /** Monotonic milliseconds. */
  now(): number;
  /** Calls back after about so many milliseconds; 0 = as soon as waiting messages have been seen. */
  later(callback: () => void, delayMillis: number): void;
}

/** About 60 pictures a second. */
const FRAME_MILLIS = 16;

/** Serves one engine on a port until it closes. Returns the way to stop. */
export function serveEngine(port: Port, host: Host, deps: Omit<EngineDeps, 'emit' | 'cpuNow' | 'crash'>): () => void {
  return new Server(port, host, deps).stop;
}

class Server {
  private readonly port: Port;
  private readonly host: Host;
  private readonly engine: Engine;
  private dead = false;
  private failed: string | null = null;
  private ticking = false;
  private lastTick = 0;
  readonly stop = (): void => {
    this.dead = true;
    this.port.close();
  };

  constructor(port: Port, host: Host, deps: Omit<EngineDeps, 'emit' | 'cpuNow' | 'crash'>) {
    this.port = port;
    this.host = host;
    this.engine = createEngine({ ...deps, cpuNow: () => host.now(), emit: (report) => this.report(report), crash: (error) => this.crash(error) });
    port.listen((message) => this.receive(message as ToEngine));
  }

  private receive({ id, command }: ToEngine): void {
    if (this.dead) return;
    if (this.failed !== null) {
      this.refuse(id, this.failed);
      return;
    }
    try {
      this.engine.handle(command, (answer) => {
        // Id 0 asks for no answer: returned frames come sixty times a second.
        if (id !== 0) this.send({ id, ...answer }, 'done' in answer ? givenAway(answer.done) : []);
        this.wake();
      });
    } catch (error) {
      this.crash(error);
      this.refuse(id, this.failed ?? '');
    }
    if (wakes(command)) this.wake();
  }

  private refuse(id: number, message: string): void {
    if (id !== 0) this.send({ id, refused: [{ code: 'engine.crashed', where: '', message }] });
  }

  /** Makes sure that a tick is on its way. */
  private wake(): void {
    if (this.ticking || this.dead || this.failed !== null) return;
    this.ticking = true;
    const { state } = this.engine;
    const wait = state === 'playing' ? Math.max(0, this.lastTick + FRAME_MILLIS - this.host.now()) : 0;
    this.host.later(() => this.tick(), wait);
  }

  private tick(): void {
    this.ticking = false;
    if (this.dead || this.failed !== null) return;
    this.lastTick = this.host.now();
    try {
      this.engine.tick(this.lastTick);
    } catch (error) {
      this.crash(error);
      return;
    }
    if (this.engine.state === 'playing' || this.engine.state === 'seeking') this.wake();
  }

  private report(report: EngineReport): void {
    this.send({ report }, transferOf(report));
    // A load sets out for its instant long after its command came, and is answered only there.
    if (this.engine.state === 'seeking') this.wake();
  }

  private crash(error: unknown): void {
    if (this.failed !== null) return;
    const message = error instanceof Error ? error.message : String(error);
    this.failed = `The engine failed: ${message}`.slice(0, 300);
    this.send({ report: { kind: 'crashed', message, seed: this.engine.seed ?? 0, time: this.engine.time } });
  }

  private send(message: FromEngine, transfer: readonly ArrayBuffer[] = []): void {
    if (!this.dead) this.port.post(message, transfer);
  }
}

/** Commands after which something may have to be drawn or played although they are answered later. */
function wakes(command: Command): boolean {
  return command.do !== 'returnFrame' && command.do !== 'query';
}

function transferOf(report: EngineReport): readonly ArrayBuffer[] {
  if (report.kind !== 'frame') return [];
  const { state, motion, wave, forward, backward, sites } = report.frame;
  const buffers = [state.buffer, motion.buffer, sites.buffer];
  if (wave !== null) buffers.push(wave.buffer);
  if (forward !== null && backward !== null) buffers.push(forward.buffer, backward.buffer);
  return buffers;
}
