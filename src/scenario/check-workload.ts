/** Checks what refers to clients, files and servers: exceptions, firewall rules, throttles, files, satellites. */
import type { Slot } from '../sim/world';
import { SETTINGS_DEFAULTS } from './defaults';
import { LIMITS } from './limits';
import { collectIds } from './check-network';
import type { Path, ProblemList } from './problems';
import { quote } from './problems';
import { checkRule } from './resolve-act';
import type { Names } from './resolve-names';
import { lookUp, unknownClient } from './resolve-names';
import type { Scenario, ScenarioClient, ScenarioServer } from './types';
import { parseSize } from './units';

export interface Workload {
  readonly fileIds: ReadonlyMap<string, number>;
  /** Slots of satellites; those whose place cannot be told are missing. */
  readonly satellites: ReadonlySet<Slot>;
}

export function checkWorkload(scenario: Scenario, servers: readonly ScenarioServer[], names: Names, problems: ProblemList): Workload {
  const fileIds = collectIds(scenario.files ?? [], ['files'], 'file', problems);
  const shardCounts = checkFiles(scenario, problems);
  checkClients(scenario.clients ?? [], names, fileIds, shardCounts, problems);
  collectIds(scenario.firewalls ?? [], ['firewalls'], 'firewall rule', problems);
  scenario.firewalls?.forEach((rule, i) => checkRule(rule, ['firewalls', i], problems));
  checkThrottles(scenario, servers, names, problems);
  const satellites = distinctClients(
    (scenario.satellites ?? []).map((satellite) => satellite.client),
    (i) => ['satellites', i, 'client'],
    names,
    problems,
  );
  return { fileIds, satellites };
}

/** A throttle limits what goes to the clients of a server (NET-4), and a module server has none. */
function checkThrottles(scenario: Scenario, servers: readonly ScenarioServer[], names: Names, problems: ProblemList): void {
  // Where all are module servers that has been said already.
  const isOdd = servers.some((server) => server.kind !== 'module');
  scenario.throttles?.forEach((throttle, i) => {
    const path: Path = ['throttles', i, 'server'];
    const server = lookUp(names.serverIds, throttle.server, 'server', path, problems);
    if (server === null || servers[server]?.kind !== 'module' || !isOdd) return;
    const sentence = `${quote(throttle.server)} is a module server; a throttle limits what a server, cloud or zone server sends to clients.`;
    problems.addAt(path, 'server.module', sentence, { got: throttle.server });
  });
}

/** Shards of each file, in the order of the list. */
function checkFiles(scenario: Scenario, problems: ProblemList): readonly number[] {
  const shardSize = parseSize(scenario.settings?.shardSize ?? SETTINGS_DEFAULTS.shardSize) ?? 1;
  return (scenario.files ?? []).map((file, i) => {
    const count = Math.ceil((parseSize(file.size) ?? 0) / shardSize);
    if (count > LIMITS.shardsPerFile) {
      const sentence = `at ${shardSize} bytes a shard this file has ${count} shards; at most ${LIMITS.shardsPerFile} are allowed.`;
      problems.addAt(['files', i, 'size'], 'limit.shardsPerFile', sentence, {
        got: file.size,
        hint: 'Use larger shards (settings.shardSize) or a smaller file.',
      });
    }
    return count;
  });
}

function checkClients(
  clients: readonly ScenarioClient[],
  names: Names,
  fileIds: ReadonlyMap<string, number>,
  shardCounts: readonly number[],
  problems: ProblemList,
): void {
  distinctClients(
    clients.map((client) => client.address),
    (i) => ['clients', i, 'address'],
    names,
    problems,
  );
  clients.forEach((client, i) => {
    client.cache?.forEach((entry, j) => {
      const path: Path = ['clients', i, 'cache', j];
      const file = lookUp(fileIds, entry.file, 'file', [...path, 'file'], problems);
      if (file !== null) checkShards(entry.shards, shardCounts[file] ?? 0, [...path, 'shards'], problems);
    });
  });
}

function distinctClients(addresses: readonly string[], pathOf: (i: number) => Path, names: Names, problems: ProblemList): Set<Slot> {
  const seen = new Map<Slot, number>();
  addresses.forEach((address, i) => {
    const slot = names.client(address);
    if (slot === null) return;
    const first = seen.get(slot);
    if (slot < 0) unknownClient(address, pathOf(i), problems);
    else if (first === undefined) seen.set(slot, i);
    else problems.addAt(pathOf(i), 'address.duplicate', `${quote(address)} is already described (${pathOf(first)[0]}[${first}]).`, { got: address });
  });
  return new Set(seen.keys());
}

function checkShards(text: string, count: number, path: Path, problems: ProblemList): void {
  for (const part of text.split(',')) {
    const [low = 0, high = low] = part.split('-').map(Number);
    if (low > high) {
      problems.addAt(path, 'range.order', `the range ${part} begins with the larger number; the smaller comes first.`, { got: text });
      return;
    }
    if (high < count) continue;
    problems.addAt(path, 'shards.range', `shard ${high} does not exist; the file has ${count} shards, numbered from 0 to ${count - 1}.`, { got: text });
    return;
  }
}
