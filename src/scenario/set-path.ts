/** `--set settings.answerHold=0s`: puts one value into a scenario by its path. The caller validates the result like any scenario. */
import { defaultServers } from './defaults';
import { RESERVED_NAMES } from './fields';
import { scenarioFormat } from './format';
import type { FormatNode } from './format-tree';
import { nearest } from './nearest';
import { asNode, childNode, knownKeys, metaOf, unwrap } from './format-tree';
import { plain, pointer, problem, quote } from './problems';
import { valueAt } from './shape';
import type { Parsed, Problem, Scenario } from './types';

type Step = string | number;
const MAX_STEPS = 32;

/** "sites.hq.wan.down=1Mbps", "subnets[0].clients=20", "subnets[10.0.5.0/24].clients=20": list entries by number, id, cidr or address. */
export function setPath(scenario: Scenario, assignment: string): Parsed<Scenario> {
  const equals = assignment.indexOf('=');
  if (equals < 1) return refuse(assignment, 'expected PATH=VALUE, such as settings.answerHold=0s');
  const parts = splitPath(assignment.slice(0, equals).trim());
  if (parts === null) return refuse(assignment, 'this is no path; keys are joined by dots, entries of lists stand in brackets');
  // A default that depends on the rest of the file has to be there before something in it can be set.
  const whole = parts[0] === 'servers' && scenario.servers === undefined ? { ...scenario, servers: defaultServers(scenario.sites[0]?.id) } : scenario;
  const found = locate(whole, parts);
  if (typeof found === 'string') return refuse(assignment, found);
  const value = readValue(assignment.slice(equals + 1), found.node);
  return { ok: true, value: withValue(found.owners, found.steps, value) as Scenario, warnings: [] };
}

function refuse(assignment: string, why: string): Parsed<Scenario> {
  const path = assignment.split('=')[0] ?? '';
  const one: Problem = problem('set.path', pointer((splitPath(path) ?? []).map((part) => plain(part))), `Setting ${quote(path)}: ${why}.`, {
    got: path.slice(0, 200),
  });
  return { ok: false, problems: [one], warnings: [], limit: false };
}

function splitPath(path: string): readonly string[] | null {
  if (!/^[^.[\]]+(\.[^.[\]]+|\[[^[\]]+\])*$/.test(path)) return null;
  const parts = [...path.matchAll(/[^.[\]]+(?![^[]*\])|\[([^[\]]+)\]/g)].map((match) => match[1] ?? match[0]);
  return parts.length > MAX_STEPS ? null : parts;
}

interface Located {
  readonly steps: readonly Step[];
  /** What the steps are taken in, from the scenario on; defaults where the file has nothing. */
  readonly owners: readonly unknown[];
  /** What the format has at the place; null below extensions. */
  readonly node: FormatNode | null;
}

/** A sentence when the path leads nowhere. */
function locate(scenario: Scenario, parts: readonly string[]): Located | string {
  let node: FormatNode | null = asNode(scenarioFormat);
  let value: unknown = scenario;
  const steps: Step[] = [];
  const owners: unknown[] = [];
  for (const part of parts) {
    if (RESERVED_NAMES.has(part)) return `the name ${quote(part)} is reserved`;
    const isList: boolean = node !== null && (unwrap(node).item !== undefined || unwrap(node).items !== undefined);
    const step: Step | null = isList ? entryIndex(value, part) : part;
    if (step === null) return `there is no entry ${quote(part)} in ${steps.join('.')}`;
    if (node !== null && unwrap(node).type !== 'loose_object') {
      const child: FormatNode | null = childNode(node, step, value);
      if (child === null) return unknownKey(part, knownKeys(node, value));
      node = child;
    } else node = null;
    steps.push(step);
    owners.push(value);
    value = valueAt(value, [step]) ?? (node === null ? undefined : metaOf(node).default);
  }
  return { steps, owners, node };
}

function unknownKey(part: string, known: readonly string[]): string {
  const near = nearest(part, known);
  return near === null ? `${quote(part)} leads nowhere, since there are no keys` : `${quote(part)} is no known key; the nearest known key is ${quote(near)}`;
}

function entryIndex(list: unknown, part: string): number | null {
  if (!Array.isArray(list)) return null;
  if (/^[0-9]{1,7}$/.test(part) && Number(part) < list.length) return Number(part);
  const names = ['id', 'cidr', 'address', 'client'];
  const index = list.findIndex((entry: unknown) => names.some((name) => valueAt(entry, [name]) === part));
  return index < 0 ? null : index;
}

/** Fields of text take the text as it is; everything else is JSON, and text where it is none. */
function readValue(text: string, node: FormatNode | null): unknown {
  if (node !== null && unwrap(node).type === 'string' && text !== 'null') return unquote(text);
  try {
    return JSON.parse(text, (key, value: unknown) => (RESERVED_NAMES.has(key) ? undefined : value)) as unknown;
  } catch {
    return text;
  }
}

function unquote(text: string): string {
  return /^"[^"\\]*"$/.test(text) ? text.slice(1, -1) : text;
}

/** Copies of the owners from the innermost out, each with its one change. */
function withValue(owners: readonly unknown[], steps: readonly Step[], value: unknown): unknown {
  let inner = value;
  for (let i = steps.length - 1; i >= 0; i--) {
    const [owner, step] = [owners[i], steps[i] ?? ''];
    inner = Array.isArray(owner) ? owner.with(Number(step), inner) : { ...(typeof owner === 'object' && owner !== null ? owner : {}), [step]: inner };
  }
  return inner;
}
