import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { loopback, nodePort, webPort } from './port';

async function turns(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

describe('ports', () => {
  test('a loopback delivers in order, never inside post, and keeps what came before somebody listened', async () => {
    const [a, b] = loopback();
    const seen: unknown[] = [];
    a.post(1);
    await turns();
    b.listen((message) => seen.push(message));
    a.post(2);
    a.post(3);
    expect(seen).toEqual([]);
    await turns();
    expect(seen).toEqual([1, 2, 3]);
    b.close();
    a.post(4);
    await turns();
    expect(seen).toEqual([1, 2, 3]);
  });

  test('buffers that are transferred arrive and are empty where they came from', async () => {
    const { port1, port2 } = new MessageChannel();
    const from = nodePort(port1);
    const to = nodePort(port2);
    const column = new Uint16Array([7, 8]);
    const received = new Promise<unknown>((resolve) => to.listen(resolve));
    from.post({ column }, [column.buffer]);
    expect(await received).toEqual({ column: new Uint16Array([7, 8]) });
    expect(column.length).toBe(0);
    from.close();
  });

  test('a failing worker is told to the listener, with a reason', () => {
    const listeners = new Map<string, (event: object) => void>();
    const port = webPort({ postMessage: () => undefined, addEventListener: (type, listener) => void listeners.set(type, listener) });
    const reasons: string[] = [];
    port.listen(
      () => undefined,
      (reason) => reasons.push(reason),
    );
    listeners.get('error')?.({ message: 'out of luck' });
    listeners.get('error')?.({});
    listeners.get('messageerror')?.({});
    expect(reasons).toEqual(['out of luck', 'The worker could not be started.', 'A message between page and engine could not be read.']);
  });
});
