/** One end of a two-way channel for messages: fits a Worker, a Node thread, a MessagePort, or the other end in the same program. */

export interface Port {
  /** Buffers in `transfer` move to the other side and are empty here afterwards. */
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** One listener for messages and one for failures of the channel itself; a later call replaces the earlier listener. */
  listen(onMessage: (message: unknown) => void, onFailure?: (reason: string) => void): void;
  close(): void;
}

/** What Worker, worker scope and MessagePort have in common. */
export interface WebTarget {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: string, listener: (event: object) => void): void;
  terminate?(): void;
  close?(): void;
  /** A MessagePort delivers nothing before this. */
  start?(): void;
}

export function webPort(target: WebTarget): Port {
  let receive: (message: unknown) => void = () => undefined;
  let fail: (reason: string) => void = () => undefined;
  target.addEventListener('message', (event) => receive('data' in event ? event.data : undefined));
  target.addEventListener('error', (event) =>
    fail('message' in event && typeof event.message === 'string' ? event.message : 'The worker could not be started.'),
  );
  target.addEventListener('messageerror', () => fail('A message between page and engine could not be read.'));
  return {
    post: (message, transfer = []) => target.postMessage(message, [...transfer]),
    listen: (onMessage, onFailure = () => undefined) => {
      receive = onMessage;
      fail = onFailure;
      target.start?.();
    },
    close: () => (target.terminate === undefined ? target.close?.() : target.terminate()),
  };
}

/** What a `worker_threads` Worker and `parentPort` have in common. */
export interface NodeTarget {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  on(type: string, listener: (value: unknown) => void): unknown;
  terminate?(): unknown;
  close?(): void;
}

export function nodePort(target: NodeTarget): Port {
  let receive: (message: unknown) => void = () => undefined;
  let fail: (reason: string) => void = () => undefined;
  target.on('message', (message) => receive(message));
  target.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
  return {
    post: (message, transfer = []) => target.postMessage(message, [...transfer]),
    listen: (onMessage, onFailure = () => undefined) => {
      receive = onMessage;
      fail = onFailure;
    },
    close: () => void (target.terminate === undefined ? target.close?.() : target.terminate()),
  };
}

/** Two ports joined in this program. Messages arrive in order and never inside `post`, as with a worker; they are not copied. */
export function loopback(): readonly [Port, Port] {
  const ends: { receive: ((message: unknown) => void) | null; waiting: unknown[] }[] = [
    { receive: null, waiting: [] },
    { receive: null, waiting: [] },
  ];
  let open = true;
  const deliver = (to: 0 | 1): void => {
    const end = ends[to];
    if (end === undefined || end.receive === null || !open) return;
    const message = end.waiting.shift();
    if (message !== undefined) end.receive(message);
  };
  const make = (own: 0 | 1, other: 0 | 1): Port => ({
    post: (message) => {
      if (!open) return;
      ends[other]?.waiting.push(message);
      void Promise.resolve().then(() => deliver(other));
    },
    listen: (onMessage) => {
      const end = ends[own];
      if (end === undefined) return;
      end.receive = onMessage;
      for (let i = end.waiting.length; i > 0; i--) void Promise.resolve().then(() => deliver(own));
    },
    close: () => {
      open = false;
    },
  });
  return [make(0, 1), make(1, 0)];
}
