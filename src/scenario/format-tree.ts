/** Walking the description of the format: what a place in a scenario is, which keys it may have, what it is by default. */
import * as v from 'valibot';
import type { FieldKind } from './fields';

/** What this program needs to know of a valibot schema. */
export interface FormatNode {
  readonly type: string;
  readonly entries?: Readonly<Record<string, FormatNode>>;
  readonly item?: FormatNode;
  readonly items?: readonly FormatNode[];
  readonly wrapped?: FormatNode;
  readonly options?: readonly unknown[];
  readonly key?: string;
  readonly literal?: unknown;
}

export interface FormatMeta {
  readonly kind?: FieldKind;
  readonly default?: unknown;
}

const metaCache = new WeakMap<FormatNode, FormatMeta>();

export function asNode(schema: v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>): FormatNode {
  return schema as unknown as FormatNode;
}

/** Metadata of a node, looking through "may be left out" and "may be null". */
export function metaOf(node: FormatNode): FormatMeta {
  const cached = metaCache.get(node);
  if (cached !== undefined) return cached;
  const outer = v.getMetadata(node as unknown as v.GenericSchema) as FormatMeta;
  const meta = node.wrapped === undefined ? outer : { ...metaOf(node.wrapped), ...outer };
  metaCache.set(node, meta);
  return meta;
}

export function isOptional(node: FormatNode): boolean {
  return node.type === 'exact_optional';
}

/** The schema behind "may be left out" and "may be null". */
export function unwrap(node: FormatNode): FormatNode {
  let inner = node;
  while (inner.wrapped !== undefined) inner = inner.wrapped;
  return inner;
}

/** The alternative a value means: by "do" in the timeline, by its key in a target. */
export function alternative(node: FormatNode, value: unknown): FormatNode | null {
  if (node.options === undefined || typeof value !== 'object' || value === null) return null;
  const options = node.options as readonly FormatNode[];
  if (node.type === 'variant') {
    const name: unknown = Object.hasOwn(value, node.key ?? '') ? Reflect.get(value, node.key ?? '') : null;
    return options.find((option) => option.entries?.[node.key ?? '']?.literal === name) ?? null;
  }
  return options.find((option) => option.entries !== undefined && Object.keys(option.entries).some((key) => Object.hasOwn(value, key))) ?? null;
}

/** The node one step further down; null where the format ends (below extensions) or the key is unknown. */
export function childNode(node: FormatNode, key: string | number, value: unknown): FormatNode | null {
  const inner = unwrap(node);
  const here = inner.type === 'variant' || inner.type === 'union' ? alternative(inner, value) : inner;
  if (here === null) return null;
  if (here.entries !== undefined) return typeof key === 'string' && Object.hasOwn(here.entries, key) ? (here.entries[key] ?? null) : null;
  return here.item ?? (typeof key === 'number' ? (here.items?.[key] ?? null) : null);
}

/** Keys an object may have at this place, in the order of the format. */
export function knownKeys(node: FormatNode, value: unknown): readonly string[] {
  const inner = unwrap(node);
  const here = inner.type === 'variant' || inner.type === 'union' ? alternative(inner, value) : inner;
  if (here !== null && here.entries !== undefined) return Object.keys(here.entries);
  if (inner.options === undefined) return [];
  const options = inner.options as readonly FormatNode[];
  return [...new Set(options.flatMap((option) => Object.keys(option.entries ?? {})))];
}
