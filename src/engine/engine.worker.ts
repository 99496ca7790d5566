/** Entry of the worker: an engine behind the worker's own port, with the browser's clock. */
import { createSimulation } from '../sim/simulation';
import { openScenario } from './open-scenario';
import { webPort } from './port';
import { serveEngine } from './serve';

declare const self: DedicatedWorkerGlobalScope;
interface DedicatedWorkerGlobalScope {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: string, listener: (event: object) => void): void;
  close(): void;
}

/** Timers of 0 ms are slowed down when nested; a message to oneself is not, and lets waiting commands in first. */
const channel = new MessageChannel();
const soon: (() => void)[] = [];
channel.port1.onmessage = () => soon.shift()?.();

serveEngine(
  webPort(self),
  {
    now: () => performance.now(),
    later: (callback, delayMillis) => {
      if (delayMillis >= 1) {
        setTimeout(callback, delayMillis);
        return;
      }
      soon.push(callback);
      channel.port2.postMessage(null);
    },
  },
  { createSimulation, open: openScenario },
);
