/** The canonical form of a scenario: keys in the order of the format, defaults left out, every quantity and address in its one spelling. */
import { canonicalBlock, formatAddress, parseAddress } from './addresses';
import { DEFAULT_SITE_KIND, defaultServers, WAN_DEFAULTS } from './defaults';
import type { FieldKind } from './fields';
import { scenarioFormat } from './format';
import type { FormatNode } from './format-tree';
import { alternative, asNode, isOptional, metaOf, unwrap } from './format-tree';
import { canonicalSensorName } from './sensors';
import type { Scenario, ScenarioSite } from './types';
import { canonicalSize, formatDuration, formatRate, parseDuration, parseRate, parseSize } from './units';

/** The text of a valid scenario: two-space indent, a line break at the end. Reading it and writing it again gives the same bytes. */
export function writeScenario(scenario: Scenario): string {
  return `${JSON.stringify(canonicalScenario(scenario), null, 2)}\n`;
}

export function canonicalScenario(scenario: Scenario): Scenario {
  const plain = canonicalValue(asNode(scenarioFormat), scenario) as Scenario;
  return withoutDependentDefaults(plain);
}

const MASK = '***';

/** For everything that is shown, exported, linked or stored: secrets exist only in the file the user wrote (SAT-3). */
export function maskSecrets(scenario: Scenario): Scenario {
  if (scenario.timeline === undefined) return scenario;
  const timeline = scenario.timeline.map((item) => (item.do === 'scan' && item.secret !== undefined ? { ...item, secret: MASK } : item));
  return { ...scenario, timeline };
}

function canonicalValue(node: FormatNode, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  const kind = metaOf(node).kind;
  if (kind !== undefined && kind !== 'target') return canonicalField(kind, value);
  const inner = unwrap(node);
  if (inner.type === 'variant' || inner.type === 'union') {
    const chosen = alternative(inner, value);
    return chosen === null ? value : canonicalValue(chosen, value);
  }
  if (Array.isArray(value)) return value.map((entry, i) => canonicalValue(inner.item ?? inner.items?.[i] ?? inner, entry));
  if (inner.entries === undefined || typeof value !== 'object') return value;
  return canonicalObject(inner.entries, value);
}

function canonicalObject(entries: Readonly<Record<string, FormatNode>>, value: object): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, node] of Object.entries(entries)) {
    if (!Object.hasOwn(value, key)) continue;
    const child = canonicalValue(node, Reflect.get(value, key));
    if (child !== undefined && !isDefault(node, child)) result[key] = child;
  }
  return result;
}

function canonicalField(kind: FieldKind, value: unknown): unknown {
  if (typeof value === 'number') return kind === 'size' ? canonicalSize(value) : value + 0;
  if (typeof value !== 'string') return value;
  switch (kind) {
    case 'duration':
    case 'hold':
      return respell(value, parseDuration(value), formatDuration);
    case 'rate':
      return respell(value, parseRate(value), formatRate);
    case 'size':
      return respell(value, parseSize(value), canonicalSize);
    case 'address':
      return respell(value, parseAddress(value), formatAddress);
    case 'cidr':
    case 'block':
    case 'endpoint':
      return canonicalBlock(value);
    case 'sensor':
      return canonicalSensorName(value);
    default:
      return value;
  }
}

function respell<T, R>(text: string, parsed: T | null, format: (value: T) => R): R | string {
  return parsed === null ? text : format(parsed);
}

function isDefault(node: FormatNode, value: unknown): boolean {
  const fallback = metaOf(node).default;
  if (fallback !== undefined) return equal(value, fallback);
  return isOptional(node) && isEmptyObject(value);
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** For the few things that are defaults: simple values, short lists of them, and the empty object. */
function equal(value: unknown, fallback: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(fallback)) return value.length === fallback.length && value.every((entry, i) => entry === fallback[i]);
  return value === fallback || (isEmptyObject(value) && isEmptyObject(fallback));
}

/** Defaults that depend on another part of the file: names on ids, WAN figures on the kind of site, the server on the first site. */
function withoutDependentDefaults(scenario: Scenario): Scenario {
  const copy: { -readonly [Key in keyof Scenario]: Scenario[Key] } = { ...scenario };
  copy.sites = scenario.sites.map(withoutSiteDefaults);
  if (scenario.files !== undefined) {
    copy.files = scenario.files.map(({ name, ...file }) => (name === undefined || name === file.id ? file : { id: file.id, name, size: file.size }));
  }
  if (JSON.stringify(scenario.servers) === JSON.stringify(defaultServers(scenario.sites[0]?.id))) delete copy.servers;
  return copy;
}

function withoutSiteDefaults(site: ScenarioSite): ScenarioSite {
  const copy: { -readonly [Key in keyof ScenarioSite]: ScenarioSite[Key] } = { ...site };
  if (copy.name === site.id) delete copy.name;
  if (site.wan === undefined) return copy;
  const fallback = WAN_DEFAULTS[site.kind ?? DEFAULT_SITE_KIND];
  const wan = Object.fromEntries(Object.entries(site.wan).filter(([key, value]) => fallback[key as keyof typeof fallback] !== value));
  if (isEmptyObject(wan)) delete copy.wan;
  else copy.wan = wan;
  return copy;
}
