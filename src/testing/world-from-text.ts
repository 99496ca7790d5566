/**
 * Small worlds from a few lines of text, for tests that read as stories:
 *
 *     clients 10.0.0.1-5              in one /24 unless `subnet` says otherwise
 *     wall 10.0.0.2 | 10.0.0.3        nobody passes, either way;  `block A -> B` one way
 *     peering maxChain 3 · settings normalRegistration [30, 90]
 *     client .2 {"sensorTime": 0.2, "answer": "no"} · sensor Colour red 3 blue 1
 *     at 100s ask q1 Colour, Is Virtual to .1 .3 · deploy d1 spread 8s to all
 *     at 100s stop 10.0.0.2 · at 110s start .2 · orderly stop .3 · block .1 -> .4 as b1 · unblock b1
 *
 * Addresses may leave out what they share with the first client (".3"). Times in seconds.
 */
import type { Target } from '../scenario/types';
import type { World } from '../sim/world';
import { DEFAULT_PEERING, DEFAULT_SETTINGS, SECOND, toWorld, type PlainAct, type PlainWorld } from './plain-world';

const NUMBER_SETTINGS = new Set(['keepAliveMisses']);

export function plainFromText(text: string): PlainWorld {
  const world: PlainWorld = {
    name: 'story',
    seed: 1,
    duration: 600 * SECOND,
    sites: [{ id: 'hq', kind: 'headquarters', wan: 10_000, lan: 500 }],
    servers: [{ id: 'ts', kind: 'server', site: 'hq', upstream: null }],
    subnets: [],
    clients: [],
    firewalls: [],
    peering: DEFAULT_PEERING,
    settings: { ...DEFAULT_SETTINGS, startWindow: 0 },
    timeline: [],
    sensors: [],
  };
  for (const line of text.split('\n').map((l) => l.trim())) if (line !== '' && !line.startsWith('#')) readLine(world, line);
  return world;
}
export const worldFromText = (text: string): World => toWorld(plainFromText(text));

/** ".3" → "10.0.0.3", with the first client's address as model. */
export function fullAddress(world: PlainWorld, text: string): string {
  if (!text.startsWith('.')) return text;
  return (world.clients[0]?.address ?? '').replace(/\.\d+$/, text);
}

function readLine(world: PlainWorld, line: string): void {
  const [word = '', ...rest] = line.split(/\s+/);
  const tail = line.slice(word.length).trim();
  if (word === 'seed') world.seed = Number(tail);
  else if (word === 'until') world.duration = seconds(tail);
  else if (word === 'site') world.sites.push({ id: rest[0] ?? '', kind: (rest[1] ?? 'branch') as PlainWorld['sites'][number]['kind'], wan: 10_000, lan: 500 });
  else if (word === 'server')
    world.servers.push({ id: rest[0] ?? '', kind: (rest[1] ?? 'server') as 'server', site: rest[2] ?? 'hq', upstream: rest[3] ?? null });
  else if (word === 'subnet') addSubnet(world, rest);
  else if (word === 'clients') addClients(world, rest);
  else if (word === 'client') changeClient(world, rest[0] ?? '', JSON.parse(rest.slice(1).join(' ')) as Record<string, unknown>);
  else if (word === 'sensor') addSensor(world, rest);
  else if (word === 'peering') world.peering = { ...world.peering, ...(JSON.parse(tail) as Partial<PlainWorld['peering']>) };
  else if (word === 'settings') world.settings = { ...world.settings, ...settingsOf(JSON.parse(tail) as Record<string, unknown>) };
  else if (word === 'wall') addWall(world, tail);
  else if (word === 'block') world.firewalls.push({ id: `fw${world.firewalls.length}`, allow: false, ...ruleOf(world, tail) });
  else if (word === 'at') world.timeline.push({ at: seconds(rest[0] ?? ''), ...actOf(world, rest.slice(1)) });
  else throw new Error(`I do not understand: ${line}`);
}

export function seconds(text: string): number {
  const value = Number(text.replace(/s$/, ''));
  if (!Number.isFinite(value)) throw new Error(`no time: ${text}`);
  return Math.round(value * SECOND);
}

function settingsOf(given: Record<string, unknown>): Partial<PlainWorld['settings']> {
  const micros = (value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * SECOND) : Array.isArray(value) ? value.map(micros) : value === 'never' ? Infinity : value;
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, NUMBER_SETTINGS.has(key) ? value : micros(value)]));
}

/** `client .2 {"sensorTime": 0.2}` */
function changeClient(world: PlainWorld, address: string, given: Record<string, unknown>): void {
  world.clients = world.clients.map((client) => (client.address === fullAddress(world, address) ? { ...client, ...settingsOf(given) } : client));
}

/** `sensor Colour red 3 blue 1` */
function addSensor(world: PlainWorld, [name = '', ...shares]: readonly string[]): void {
  world.sensors.push({ name, values: shares.filter((_, n) => n % 2 === 0), weights: shares.filter((_, n) => n % 2 === 1).map(Number) });
}

/** `subnet 10.0.1.0/24 at branch server zs1` */
function addSubnet(world: PlainWorld, [cidr = '', ...words]: readonly string[]): void {
  const after = (word: string): string | null => (words.includes(word) ? (words[words.indexOf(word) + 1] ?? null) : null);
  world.subnets.push({ cidr, site: after('at') ?? 'hq', server: after('server'), nat: after('nat') });
}

/** `clients 10.0.0.1-5` or `clients 10.0.0.1 10.0.0.9`, into the last subnet, or a /24 of their own. */
function addClients(world: PlainWorld, words: readonly string[]): void {
  const first = words[0]?.replace(/-\d+$/, '') ?? '';
  if (world.subnets.length === 0) addSubnet(world, [first.replace(/\.\d+$/, '.0/24')]);
  for (const word of words) {
    const [from = '', to] = word.split('-');
    const start = Number(from.split('.').at(-1));
    for (let n = start; n <= Number(to ?? start); n++) {
      world.clients.push({ address: from.includes(':') ? from : fullAddress(world, from).replace(/\d+$/, String(n)), subnet: world.subnets.length - 1 });
    }
  }
}

function ruleOf(world: PlainWorld, text: string): { from: string; to: string; bothWays: boolean } {
  const [, from = '', arrow, to = ''] = /^(\S+)\s*(<->|->)\s*(\S+)$/.exec(text) ?? [];
  if (arrow === undefined) throw new Error(`no rule: ${text}`);
  return { from: fullAddress(world, from), to: fullAddress(world, to), bothWays: arrow === '<->' };
}

/** `wall .1 .2 | .3 .4`: each on the left against each on the right, both ways. */
function addWall(world: PlainWorld, text: string): void {
  const [left = [], right = []] = text.split('|').map((side) => side.trim().split(/\s+/));
  for (const from of left)
    for (const to of right) world.firewalls.push({ id: `fw${world.firewalls.length}`, allow: false, ...ruleOf(world, `${from} <-> ${to}`) });
}

function actOf(world: PlainWorld, words: readonly string[]): PlainAct {
  const [word, ...rest] = words;
  const clients = rest.map((address) => fullAddress(world, address));
  if (word === 'orderly') return { do: 'stop', clients: clients.slice(1), orderly: true };
  if (word === 'stop') return { do: 'stop', clients };
  if (word === 'start') return { do: 'start', clients };
  if (word === 'ask' || word === 'deploy') return askOf(world, word, rest);
  if (word === 'move') return { do: 'move', client: clients[0] ?? '', toSubnet: rest[2] ?? '' };
  if (word === 'unblock') return { do: 'unblock', id: rest[0] ?? '' };
  if (word === 'block') return { do: 'block', rule: ruleOf(world, rest.slice(0, 3).join(' ')), id: rest[4] ?? 'b1' };
  if (word === 'peering') return { do: 'setPeering', peering: JSON.parse(rest.join(' ')) as Partial<PlainWorld['peering']> };
  if (word === 'cutWan' || word === 'restoreWan') return { do: word, site: rest[0] ?? '' };
  if (word === 'stopServer' || word === 'startServer') return { do: word, server: rest[0] ?? '' };
  throw new Error(`no act: ${words.join(' ')}`);
}

/** `ask q1 Colour, Is Virtual to .1 .3`; `deploy d1 spread 8s to site hq` */
function askOf(world: PlainWorld, word: 'ask' | 'deploy', [id = '', ...words]: readonly string[]): PlainAct {
  const to = words.includes('to') ? words.indexOf('to') : words.length;
  const whom = words.slice(to + 1);
  const [kind = 'all', name = ''] = whom;
  const few: Target =
    kind === 'site' ? { site: name } : kind === 'fraction' ? { fraction: Number(name) } : { addresses: whom.map((a) => fullAddress(world, a)) };
  const target = kind === 'all' ? 'all' : kind === 'subnet' ? { subnet: name } : few;
  const what = words.slice(0, to);
  if (word === 'ask') return { do: 'ask', id, sensors: what.join(' ').split(', '), target };
  return { do: 'deploy', id, target, distribute: seconds(what[1] ?? '0s') };
}
