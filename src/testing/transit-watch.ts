/** Invariant 13 of the rule book §10, watched over a run: how long messages of clients are under way, to peers and to the server. */
import type { LogEvent } from '../sim/log';
import type { Simulation } from '../sim/types';
import type { Micros } from '../sim/world';

export interface TransitWatch {
  /** To be called after any event; one sentence for each message that was under way for longer than its way takes, and the slack. */
  observe(): string[];
  /** Messages that were watched, and how late the latest question from a server came. */
  readonly seen: { toPeers: number; toServers: number; latestFromServer: Micros };
}

export function watchTransit(simulation: Simulation, slack: Micros): TransitWatch {
  const seen = { toPeers: 0, toServers: 0, latestFromServer: 0 };
  const sent = new Map<string, { readonly t: Micros; readonly way: Micros }[]>();
  const received = new Map<string, Micros>();
  const { hopProcessing } = simulation.world.settings;
  let last = 0;

  /** From `from` to `to` (−1: the server). */
  const wayOf = (from: number, to: number): Micros => (to < 0 ? simulation.latencyToServer(from) : hopProcessing + simulation.latencyBetween(from, to));
  const late = (what: string, row: LogEvent, took: Micros, way: Micros): string[] =>
    took <= way + slack ? [] : [`${what} of question ${row.detail} took ${took} µs on a way of ${way} µs (13, at ${row.t} µs)`];

  function readRow(row: LogEvent): string[] {
    const key = (from: number, to: number): string => `${row.detail} ${from} ${to}`;
    if (row.kind === 'question.received') {
      received.set(key(row.client, 0), row.t);
      const begun = row.peer < 0 ? undefined : received.get(key(row.peer, 0));
      if (begun === undefined) return [];
      seen.toPeers++;
      return late(`the copy from ${row.peer} to ${row.client}`, row, row.t - begun, wayOf(row.peer, row.client));
    }
    const list = (from: number, to: number): { readonly t: Micros; readonly way: Micros }[] => {
      const found = sent.get(key(from, to)) ?? [];
      sent.set(key(from, to), found);
      return found;
    };
    if (row.kind === 'answers.sent' || row.kind === 'answers.partial') list(row.client, row.peer).push({ t: row.t, way: wayOf(row.client, row.peer) });
    if (row.kind === 'answers.lost') list(row.client, row.peer).shift();
    if (row.kind !== 'answers.received' && row.kind !== 'answers.collected') return [];
    const toPeer = row.kind === 'answers.received';
    const message = (toPeer ? list(row.peer, row.client) : list(row.client, -1)).shift();
    seen[toPeer ? 'toPeers' : 'toServers']++;
    return message
      ? late(`answers from ${toPeer ? row.peer : row.client}`, row, row.t - message.t, message.way)
      : [`${row.kind} without being sent (13, at ${row.t} µs)`];
  }

  function fromServer(row: LogEvent): void {
    if (row.kind !== 'question.received' || row.peer >= 0) return;
    const view = simulation.question(row.detail);
    const at = simulation.questionAt(row.detail, simulation.clientAt(row.client));
    if (view && at?.from?.kind === 'server') seen.latestFromServer = Math.max(seen.latestFromServer, row.t - view.askedAt);
  }

  return {
    seen,
    observe() {
      const wrong: string[] = [];
      while (last < simulation.log.lastId) {
        const row = simulation.log.get(++last);
        if (!row) continue;
        wrong.push(...readRow(row));
        fromServer(row);
      }
      return wrong;
    },
  };
}
