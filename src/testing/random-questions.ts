/** Questions and actions for random worlds: when they are asked, whom they mean, what clients answer, and what goes wrong while they travel. */
import { SENSORS } from '../scenario/sensors';
import type { Target } from '../scenario/types';
import type { Micros } from '../sim/world';
import { clientsInOrder, SECOND, type PlainAct, type PlainWorld } from './plain-world';
import type { Draft } from './random-world';

const OWN_SENSORS: PlainWorld['sensors'] = [
  { name: 'Colour', values: ['red', 'green', 'blue'], weights: [1, 1, 1] },
  { name: 'Größe in µ', values: ['klein', 'groß', ''], weights: [3, 0, 2] },
  { name: 'One', values: ['the same everywhere'], weights: [7] },
];
const ANSWERS = ['Windows 11', 'ja, natürlich', '東京 | 大阪', '=1+1', '🦊', ''];
const MILLISECOND = 1000;

/** To be called last: what it draws changes nothing else of the world. */
export function addQuestions(draft: Draft): void {
  const { dice, on, world } = draft;
  if (on.has('ownSensors')) world.sensors = OWN_SENSORS;
  world.settings = { ...world.settings, ...settingsOf(draft) };
  world.clients = world.clients.map((client) => ({
    ...client,
    ...(on.has('ownAnswer') && dice.chance(40) && { answer: dice.pick(ANSWERS) }),
    ...(on.has('slowSensor') && dice.chance(40) && { sensorTime: sensorTime(draft) }),
    ...(on.has('actionLock') && dice.chance(30) && { actionLock: true }),
  }));
  const asks = on.has('ask') ? (on.has('askMany') ? dice.between(3, 6) : dice.between(1, 2)) : 0;
  const deploys = on.has('deploy') ? (on.has('askMany') ? dice.between(2, 4) : 1) : 0;
  let before: Micros | null = null;
  for (let n = 0; n < asks + deploys; n++) {
    const at: Micros = before !== null && dice.chance(20) ? before : momentOfAsking(draft);
    world.timeline.push({ at, ...(n < asks ? ask(draft, n) : deploy(draft, n)) });
    if (on.has('midWave')) disturb(draft, at);
    before = at;
    if (on.has('untilExpiry') && n >= asks) world.duration = Math.max(world.duration, at + 600 * SECOND + world.settings.actionTimeout + 20 * SECOND);
  }
}

function settingsOf({ dice, on }: Draft): Partial<PlainWorld['settings']> {
  const holds = (['holdZero', 'holdShort', 'holdNever'] as const).filter((feature) => on.has(feature));
  const hold = holds.length > 0 ? dice.pick(holds) : null;
  return {
    hopProcessing: on.has('noHop') ? 0 : dice.between(1, 20) * MILLISECOND,
    sensorTime: on.has('clash') ? dice.pick([0, 20 * MILLISECOND]) : dice.pick([0, 20 * MILLISECOND, dice.below(400 * MILLISECOND)]),
    answerHold: hold === 'holdZero' ? 0 : hold === 'holdNever' ? Infinity : hold === 'holdShort' ? dice.pick([20, 100]) * MILLISECOND : SECOND,
    questionExpiry: on.has('shortExpiry') ? dice.pick([dice.between(1, 300) * MILLISECOND, dice.between(1, 12) * SECOND]) : 600 * SECOND,
    actionTimeout: on.has('shortCommand') ? dice.pick([0, 2 * SECOND, 3 * SECOND]) : 60 * SECOND,
  };
}

function sensorTime({ dice }: Draft): Micros {
  return dice.pick([0, 100 * MILLISECOND, 400 * MILLISECOND, 3 * SECOND, dice.below(6 * SECOND)]);
}

/** Anywhere, while clients start, or about when something else happens. */
function momentOfAsking({ dice, on, world, busyUntil }: Draft): Micros {
  const other = world.timeline.length > 0 && dice.chance(50) ? dice.pick(world.timeline).at : null;
  const shift = on.has('clash')
    ? dice.pick([0, 0, 1, 2]) * SECOND
    : dice.pick([0, -dice.below(500 * MILLISECOND), dice.below(500 * MILLISECOND), dice.below(60 * SECOND)]);
  const t = other !== null ? other + shift : dice.chance(25) ? dice.below(world.settings.startWindow + 1) : dice.below(busyUntil);
  return Math.max(0, Math.min(busyUntil, on.has('clash') ? t - (t % SECOND) : t));
}

function target({ dice, on, world }: Draft): Target {
  if (!on.has('target') || dice.chance(20)) return 'all';
  return dice.pick<() => Target>([
    () => ({ site: dice.pick(world.sites).id }),
    () => ({ subnet: dice.pick(world.subnets).cidr }),
    () => ({ addresses: world.clients.filter(() => dice.chance(50)).map((client) => client.address) }),
    () => ({ fraction: dice.pick([0, 0.3, 0.7, 1]) }),
  ])();
}

function ask(draft: Draft, n: number): PlainAct {
  const { dice, on, world } = draft;
  const names = [...SENSORS.slice(0, 4), ...world.sensors, ...world.sensors].map((sensor) => sensor.name);
  const count = on.has('rowQuestion') && dice.chance(60) ? dice.between(2, 3) : 1;
  const sensors = [...new Set(Array.from({ length: count }, () => dice.pick(names)))];
  return { do: 'ask', id: `q${n}`, sensors, target: target(draft) };
}

function deploy(draft: Draft, n: number): PlainAct {
  const { dice, on } = draft;
  return { do: 'deploy', id: `d${n}`, target: target(draft), distribute: on.has('distribute') ? dice.pick([500 * MILLISECOND, 8 * SECOND, 60 * SECOND]) : 0 };
}

/** Something that happens while the wave is under way. */
function disturb({ dice, world, busyUntil }: Draft, asked: Micros): void {
  const soon = (): Micros => Math.min(busyUntil, asked + dice.pick([dice.below(40 * MILLISECOND), dice.below(300 * MILLISECOND), dice.below(4 * SECOND)]));
  const clients = clientsInOrder(world);
  const one = (): string => dice.pick(clients).address;
  for (let n = dice.between(1, 3); n > 0; n--) {
    const [at, client] = [soon(), one()];
    const later = Math.min(busyUntil, at + dice.pick([0, 200 * MILLISECOND, 5 * SECOND, 40 * SECOND]));
    const id = `wave${world.timeline.length}`;
    const pair = dice.below(clients.length - 1);
    const [from, to] = [clients[pair]?.address ?? '', clients[pair + 1]?.address ?? ''];
    const kind = dice.below(6);
    if (kind === 0) world.timeline.push({ at, do: 'stop', clients: [client], orderly: dice.chance(50) }, { at: later, do: 'start', clients: [client] });
    else if (kind === 1) world.timeline.push({ at, do: 'start', clients: [client] });
    else if (kind === 2) world.timeline.push({ at, do: 'move', client, toSubnet: dice.pick(world.subnets).cidr });
    else if (kind === 3 && from.includes(':') === to.includes(':'))
      world.timeline.push({ at, do: 'block', id, rule: { from, to, bothWays: dice.chance(50) } }, { at: later, do: 'unblock', id });
    else if (kind === 4) {
      const server = dice.pick(world.servers).id;
      world.timeline.push({ at, do: 'stopServer', server }, { at: later, do: 'startServer', server });
    } else {
      const site = dice.pick(world.sites).id;
      world.timeline.push({ at, do: 'cutWan', site }, { at: later, do: 'restoreWan', site });
    }
  }
}
