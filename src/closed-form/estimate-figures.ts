/** The figures of the ten-second answer with all that stands behind them. */
import type { Estimate, EstimateInputs, Pair } from './estimate';
import { DAY, MEAN_NORMAL, MEAN_RESET, SERVER_UP_BPS, VPN_DOWN_BPS } from './estimate';
import { BASIS, EXCLUSIONS } from './estimate-basis';
import { gradeOf, type Basis, type Figure, type Term, type Unit } from './figure';

/** The three that are asked for, and what they are made of. */
export const HEADLINES = ['leaders', 'day', 'seconds'] as const;
export const PARTS = ['connections', 'registrations', 'registered', 'asked', 'file'] as const;
export type EstimateFigureId = (typeof HEADLINES)[number] | (typeof PARTS)[number];

export type EstimateFigures = Readonly<Record<EstimateFigureId, Figure>>;

export function estimateFigures(inputs: EstimateInputs, found: Estimate): EstimateFigures {
  const terms = termsOf(inputs, found);
  return {
    leaders: leaders(found, terms),
    connections: connections(found, terms),
    registrations: registrations(found, terms),
    registered: registered(found, terms),
    asked: asked(found, terms),
    file: file(found, terms),
    day: day(found, terms),
    seconds: seconds(found, terms),
  };
}

/** What it says at once where nothing is saved on files; null where something is. */
export function fileVerdict(found: Estimate): string | null {
  if (found.file.value !== found.file.without) return null;
  const who = found.vpn === found.clients ? 'every client is on VPN, isolated, and' : 'every client is a chain of its own and';
  return `Nothing is saved on files: ${who} fetches the file itself, with peering or without.`;
}

type Terms = ReturnType<typeof termsOf>;
function termsOf(inputs: EstimateInputs, found: Estimate) {
  const term = (name: string, value: number, unit: Unit, from: Term['from'], rule?: string): Term => ({
    name,
    value,
    unit,
    from,
    ...(rule === undefined ? {} : { rule }),
  });
  return {
    clients: term('clients', found.clients, 'count', 'your input'),
    chains: term('chains', found.chains, 'count', 'from your input', 'CHAIN-1'),
    vpn: term('VPN clients', found.vpn, 'count', 'from your input'),
    single: term('chains of one', Math.max(0, 2 * (found.chains + found.vpn) - found.leaders.value - found.vpn), 'count', 'from your input', 'CHAIN-10'),
    normal: term('mean interval', MEAN_NORMAL, 'seconds', 'rule', 'REG-3'),
    reset: term('mean reset', MEAN_RESET, 'seconds', 'rule', 'REG-2'),
    day: term('day', DAY, 'seconds', 'rule'),
    peers: term('peers named', found.peers, 'count', 'from your input', 'REG-8'),
    question: term('question', found.questionBytes, 'bytes', 'rule', '§9'),
    leadersAnswers: term('leaders’ answers', found.leadersAnswers, 'bytes', 'from your input', 'Q-3'),
    ownAnswer: term('one answer', 80 + found.ownAnswer, 'bytes', 'rule', '§9'),
    file: term('file', inputs.fileBytes, 'bytes', 'your input'),
    busiestChains: term('most chains at a site', found.busiest.chains, 'count', 'from your input'),
    busiestClients: term('most clients at a site', found.busiest.clients, 'count', 'from your input'),
    link: term('link', inputs.linkBps, 'bitsPerSecond', 'your input'),
    serverLink: term('server’s link', SERVER_UP_BPS, 'bitsPerSecond', 'default', 'NET-5'),
    access: term('access link', VPN_DOWN_BPS, 'bitsPerSecond', 'default', 'NET-5'),
  } as const;
}

interface Parts {
  readonly formula: string;
  readonly withoutFormula: string;
  readonly terms: readonly Term[];
  readonly basis: readonly Basis[];
  readonly exclusions: readonly string[];
}
function figure(id: EstimateFigureId, title: string, unit: Unit, { value, without }: Pair, parts: Parts): Figure {
  return { id, title, unit, value, without, ...parts, grade: gradeOf(parts.basis) };
}

const FLEET = [BASIS.mask, BASIS.spread, BASIS.isolated] as const;

function leaders(found: Estimate, t: Terms): Figure {
  return figure('leaders', 'Leaders', 'count', found.leaders, {
    formula: '2 × chains − chains of one + VPN clients',
    withoutFormula: 'clients',
    terms: [t.chains, t.single, t.vpn, t.clients],
    basis: [BASIS.leaders, ...FLEET, BASIS.without],
    exclusions: [EXCLUSIONS.faults],
  });
}

function connections(found: Estimate, t: Terms): Figure {
  return figure('connections', 'Leader connections', 'count', found.connections, {
    formula: '2 × (chains + VPN clients)',
    withoutFormula: '2 × clients',
    terms: [t.chains, t.vpn, t.clients],
    basis: [BASIS.leaders, ...FLEET, BASIS.without],
    exclusions: [EXCLUSIONS.faults],
  });
}

function registrations(found: Estimate, t: Terms): Figure {
  return figure('registrations', 'Registrations per second', 'perSecond', found.registrations, {
    formula: 'clients ÷ mean interval',
    withoutFormula: 'clients ÷ mean interval',
    terms: [t.clients, t.normal],
    basis: [BASIS.everyone, BASIS.normal],
    exclusions: ['Initial registrations: one for every 240 normal ones.'],
  });
}

const DAY_EXCLUSIONS = [EXCLUSIONS.tls, EXCLUSIONS.news, EXCLUSIONS.control] as const;

function registered(found: Estimate, t: Terms): Figure {
  return figure('registered', 'Registrations over the WAN in a day', 'bytes', found.registered, {
    formula: 'day × (600 × clients ÷ mean interval + (5,500 × clients + 24 × peers named) ÷ mean reset)',
    withoutFormula: 'day × (600 × clients ÷ mean interval + 5,500 × clients ÷ mean reset)',
    terms: [
      t.clients,
      t.peers,
      t.normal,
      t.reset,
      t.day,
      { ...t.day, name: 'that is', value: found.registered.value / DAY, unit: 'bytesPerSecond', from: 'from your input' },
    ],
    basis: [BASIS.everyone, BASIS.normal, BASIS.initial, BASIS.registrationSizes, BASIS.peerList, BASIS.outside],
    exclusions: DAY_EXCLUSIONS,
  });
}

function asked(found: Estimate, t: Terms): Figure {
  return figure('asked', 'One question over the WAN', 'bytes', found.asked, {
    formula: '(chains + VPN clients) × question + leaders’ answers',
    withoutFormula: 'clients × (question + one answer)',
    terms: [t.chains, t.vpn, t.question, t.leadersAnswers, t.clients, t.ownAnswer],
    basis: [BASIS.chainCarries, BASIS.merged, BASIS.counted, BASIS.questionSizes, BASIS.values, ...FLEET, BASIS.outside, BASIS.without],
    exclusions: [EXCLUSIONS.tls, 'Clients that get the question with a registration meanwhile.', EXCLUSIONS.faults],
  });
}

const FILE_BASIS = [BASIS.copies, BASIS.backwardLeader, ...FLEET, BASIS.outside, BASIS.without] as const;

function file(found: Estimate, t: Terms): Figure {
  return figure('file', 'The file over the WAN', 'bytes', found.file, {
    formula: 'file × (chains + VPN clients)',
    withoutFormula: 'file × clients',
    terms: [t.file, t.chains, t.vpn, t.clients],
    basis: FILE_BASIS,
    exclusions: [EXCLUSIONS.shards, EXCLUSIONS.cache, EXCLUSIONS.loss, EXCLUSIONS.tls],
  });
}

function day(found: Estimate, t: Terms): Figure {
  const sum = 'registrations in a day + one question + the file';
  const share = (name: string, pair: Pair): Term => ({ ...t.file, name, value: pair.value, from: 'from your input' });
  const without = (name: string, pair: Pair): Term => ({ ...t.file, name: `${name}, without peering`, value: pair.without, from: 'from your input' });
  const of = [
    ['registrations in a day', found.registered],
    ['one question', found.asked],
    ['the file', found.file],
  ] as const;
  return figure('day', 'Bytes over the WAN', 'bytes', found.day, {
    formula: sum,
    withoutFormula: `${sum}, each without peering`,
    terms: of.flatMap(([name, pair]) => [share(name, pair), without(name, pair)]),
    basis: [BASIS.everyone, BASIS.registrationSizes, BASIS.chainCarries, BASIS.questionSizes, ...FILE_BASIS],
    exclusions: [...DAY_EXCLUSIONS, EXCLUSIONS.shards, EXCLUSIONS.cache],
  });
}

function seconds(found: Estimate, t: Terms): Figure {
  const vpn = found.vpn > 0;
  const longest = (site: string, copies: string): string => {
    const links = [
      ...(found.busiest.clients > 0 ? [`file × ${site} × 8 ÷ link`] : []),
      ...(vpn ? ['file × 8 ÷ access link'] : []),
      `file × ${copies} × 8 ÷ server’s link`,
    ];
    return `the longest of ${links.slice(0, -1).join(', ')} and ${links.at(-1)}`;
  };
  return figure('seconds', 'Time for the file', 'seconds', found.seconds, {
    formula: longest('most chains at a site', '(chains + VPN clients)'),
    withoutFormula: longest('most clients at a site', 'clients'),
    terms: [
      t.file,
      ...(found.busiest.clients > 0 ? [t.busiestChains, t.busiestClients, t.link] : []),
      ...(vpn ? [t.access] : []),
      t.chains,
      t.vpn,
      t.clients,
      t.serverLink,
    ],
    basis: [BASIS.links, BASIS.server, BASIS.serial, ...FILE_BASIS],
    exclusions: [EXCLUSIONS.throttles, EXCLUSIONS.lan, EXCLUSIONS.shards, EXCLUSIONS.loss, 'Registrations and questions on the same link.'],
  });
}
