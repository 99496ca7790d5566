/** Makes a failing world smaller for as long as it still fails: what is left is what matters. */
import { DEFAULT_PEERING, DEFAULT_SETTINGS, type PlainClient, type PlainWorld } from './plain-world';

const without = <T>(items: readonly T[], n: number): T[] => items.filter((_, at) => at !== n);

function withoutClient(plain: PlainWorld, n: number): PlainWorld {
  const gone = plain.clients[n]?.address;
  const timeline = plain.timeline.flatMap((item): PlainWorld['timeline'] => {
    if (item.do === 'move') return item.client === gone ? [] : [item];
    if (item.do !== 'stop' && item.do !== 'start') return [item];
    const clients = item.clients.filter((address) => address !== gone);
    return clients.length > 0 ? [{ ...item, clients }] : [];
  });
  return { ...plain, clients: without(plain.clients, n), timeline };
}

function withoutSubnet(plain: PlainWorld, n: number): PlainWorld | null {
  const cidr = plain.subnets[n]?.cidr;
  if (plain.clients.some((client) => client.subnet === n) || plain.timeline.some((item) => item.do === 'move' && item.toSubnet === cidr)) return null;
  const clients = plain.clients.map((client) => ({ ...client, subnet: client.subnet - (client.subnet > n ? 1 : 0) }));
  return { ...plain, subnets: without(plain.subnets, n), clients };
}

function withoutSite(plain: PlainWorld, n: number): PlainWorld | null {
  const id = plain.sites[n]?.id;
  if (plain.subnets.some((s) => s.site === id) || plain.servers.some((s) => s.site === id)) return null;
  if (plain.timeline.some((item) => 'site' in item && item.site === id)) return null;
  return { ...plain, sites: without(plain.sites, n) };
}

/** Usual links instead of unusual ones, one thing at a time. */
function* usualLinks(plain: PlainWorld): Generator<PlainWorld> {
  const throttles = plain.throttles ?? [];
  for (let n = throttles.length - 1; n >= 0; n--) yield { ...plain, throttles: without(throttles, n) };
  for (const [n, site] of plain.sites.entries()) {
    const change = (changed: PlainWorld['sites'][number]): PlainWorld => ({ ...plain, sites: plain.sites.map((old, at) => (at === n ? changed : old)) });
    for (const name of ['lossPpm', 'jitter', 'lanBps', 'upBps', 'downBps'] as const) {
      if (site[name] === undefined) continue;
      const { [name]: _unusual, ...rest } = site;
      yield change(rest);
    }
  }
}

function withoutServer(plain: PlainWorld, n: number): PlainWorld | null {
  const id = plain.servers[n]?.id;
  if ((plain.throttles ?? []).some((throttle) => throttle.server === id)) return null;
  if (plain.servers.length === 1 || plain.subnets.some((s) => s.server === id) || plain.servers.some((s) => s.upstream === id)) return null;
  if (plain.timeline.some((item) => 'server' in item && item.server === id)) return null;
  return { ...plain, servers: without(plain.servers, n) };
}

function* smaller(plain: PlainWorld): Generator<PlainWorld | null> {
  for (let n = plain.clients.length - 1; n >= 0; n--) if (plain.clients.length > 1) yield withoutClient(plain, n);
  for (let n = plain.timeline.length - 1; n >= 0; n--) yield { ...plain, timeline: without(plain.timeline, n) };
  for (let n = plain.firewalls.length - 1; n >= 0; n--) yield { ...plain, firewalls: without(plain.firewalls, n) };
  for (let n = plain.subnets.length - 1; n >= 0; n--) yield withoutSubnet(plain, n);
  for (let n = plain.servers.length - 1; n >= 0; n--) yield withoutServer(plain, n);
  for (let n = plain.sites.length - 1; n >= 0; n--) yield withoutSite(plain, n);
  for (const key of Object.keys(DEFAULT_PEERING) as (keyof typeof DEFAULT_PEERING)[]) {
    if (JSON.stringify(plain.peering[key]) !== JSON.stringify(DEFAULT_PEERING[key]))
      yield { ...plain, peering: { ...plain.peering, [key]: DEFAULT_PEERING[key] } };
  }
  for (const key of Object.keys(DEFAULT_SETTINGS) as (keyof typeof DEFAULT_SETTINGS)[]) {
    if (JSON.stringify(plain.settings[key]) !== JSON.stringify(DEFAULT_SETTINGS[key]))
      yield { ...plain, settings: { ...plain.settings, [key]: DEFAULT_SETTINGS[key] } };
  }
  yield* usualLinks(plain);
  for (let n = 0; n < plain.clients.length; n++) {
    const { address, subnet, startAt, ...rest } = plain.clients[n] ?? { address: '', subnet: 0 };
    const change = (client: PlainClient): PlainWorld => ({ ...plain, clients: plain.clients.map((old, at) => (at === n ? client : old)) });
    if (Object.keys(rest).length > 0) yield change({ address, subnet, ...(startAt !== undefined && { startAt }) });
    if (startAt !== 0) yield change({ address, subnet, startAt: 0, ...rest });
  }
  for (let n = 0; n < plain.subnets.length; n++) {
    const change = (part: Partial<PlainWorld['subnets'][number]>): PlainWorld => ({
      ...plain,
      subnets: plain.subnets.map((s, at) => (at === n ? { ...s, ...part } : s)),
    });
    if (plain.subnets[n]?.nat !== null) yield change({ nat: null });
    if (plain.subnets[n]?.server !== null) yield change({ server: null });
    if (plain.subnets[n]?.site !== plain.sites[0]?.id) yield change({ site: plain.sites[0]?.id ?? '' });
  }
}

export function shrink(plain: PlainWorld, fails: (smaller: PlainWorld) => boolean): PlainWorld {
  for (const candidate of smaller(plain)) if (candidate !== null && fails(candidate)) return shrink(candidate, fails);
  return plain;
}
