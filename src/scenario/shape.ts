/** Checks the shape of a value against the format (format.ts) and says what is wrong in the words of scenario files. */
import * as v from 'valibot';
import { RESERVED_NAMES } from './fields';
import { asNode, childNode, knownKeys } from './format-tree';
import { nearest } from './nearest';
import type { Path, ProblemList } from './problems';
import { gotOf, kindWords, plain, quote } from './problems';

type AnySchema = v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>;
type Issue = v.BaseIssue<unknown>;

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text in double quotes',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  strict_object: 'an object',
  loose_object: 'an object',
  variant: 'an object with "do"',
  strict_tuple: 'a list of two durations, such as ["30s", "90s"]',
  union: 'a size, such as "64KiB" or 65536',
};

/** Adds what is wrong with the shape of `value`. `base` is where the value stands in its file. */
export function checkShape(schema: AnySchema, value: unknown, problems: ProblemList, base: Path = []): void {
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  for (const issue of result.issues ?? []) report({ schema, value, base, problems }, issue, []);
}

/** Whether a JSON Schema would let the value pass: the shape without the checks that go beyond it. */
export function passesJsonSchema(schema: AnySchema, value: unknown): boolean {
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  return (result.issues ?? []).every((issue) => issue.message.startsWith('~'));
}

interface Context {
  readonly schema: AnySchema;
  readonly value: unknown;
  readonly base: Path;
  readonly problems: ProblemList;
}

function report(context: Context, issue: Issue, above: Path): void {
  const path: Path = [...above, ...(issue.path ?? []).map((item) => item.key as string | number)];
  if (issue.kind === 'validation') return reportAnswer(context, issue.message, path);
  const item = issue.path?.at(-1);
  if (issue.expected === 'never' && issue.type === 'strict_object') return reportUnknownKeys(context, path.slice(0, -1));
  if (item?.origin === 'key' && issue.type === 'strict_object') return reportMissing(context, path);
  if (issue.type === 'union' && issue.issues !== undefined) return reportUnion(context, issue, path);
  if (issue.type === 'picklist' || issue.type === 'literal' || (issue.type === 'variant' && item !== undefined && issue.expected !== 'Object')) {
    return reportChoice(context, issue, path);
  }
  const expected = EXPECTED[issue.type] ?? 'something else';
  add(context, path, 'type.wrong', `expected ${expected}, found ${found(path, valueAt(context.value, path))}.`, hintFor(path));
}

/** A site that is meant to have no WAN is a question of the timeline, not of this field. */
function hintFor(path: Path): string {
  if (path.at(-1) !== 'wan') return '';
  return 'Leave "wan" out for the figures of the kind of site. A site without a WAN is one whose WAN is cut at "0s": "cutWan" in the timeline.';
}

function reportAnswer(context: Context, message: string, path: Path): void {
  const [code = '', sentence = '', hint = ''] = message.replace(/^~/, '').split('\n');
  add(context, path, code, sentence, hint);
}

function reportMissing(context: Context, path: Path): void {
  const key = String(path.at(-1));
  add(context, path, 'key.missing', `the key ${quote(key)} is missing; it is needed here.`);
}

/** valibot names the first unknown key of an object only. */
function reportUnknownKeys(context: Context, path: Path): void {
  const owner = valueAt(context.value, path);
  const node = nodeAt(context, path);
  if (node === null || typeof owner !== 'object' || owner === null) return;
  const known = knownKeys(node, owner);
  for (const key of Object.keys(owner)) {
    if (known.includes(key)) continue;
    if (context.problems.isFull) return;
    if (RESERVED_NAMES.has(key)) {
      add(context, [...path, key], 'name.reserved', `the name ${quote(key)} is reserved and allowed neither as an id nor as a key.`, 'Remove it.');
      continue;
    }
    const near = nearest(key, known);
    const sentence = `${quote(key)} is no known key here; the nearest known key is ${quote(near ?? '')}.`;
    context.problems.addAt([...context.base, ...path, key], 'key.unknown', sentence, { got: key.slice(0, 200), hint: `Allowed here: ${known.join(', ')}.` });
  }
}

function reportChoice(context: Context, issue: Issue, path: Path): void {
  const value = valueAt(context.value, path);
  if (value === undefined) return reportMissing(context, path);
  const allowed = (issue.expected ?? '').replace(/[()]/g, '').replaceAll(' | ', ', ');
  add(context, path, 'value.unknown', `${found(path, value)} is not allowed here; expected ${allowed.includes(', ') ? 'one of ' : ''}${allowed}.`);
}

/** Of the ways a target (or a size) can be written, the one that was meant decides what is said. */
function reportUnion(context: Context, issue: Issue, path: Path): void {
  const inner = (issue.issues ?? []).filter((one) => one.path !== undefined && one.path.at(-1)?.origin !== 'key');
  if (inner.length > 0) {
    for (const one of inner) report(context, one, path);
    return;
  }
  const value = valueAt(context.value, path);
  if (path.at(-1) !== 'target') return add(context, path, 'type.wrong', `expected ${EXPECTED['union']}, found ${found(path, value)}.`);
  const ways = '"all", { "site": … }, { "subnet": … }, { "addresses": [ … ] } or { "fraction": … }';
  add(context, path, 'target.form', `found ${found(path, value)}; a target is exactly one of ${ways}.`);
}

function add(context: Context, path: Path, code: string, sentence: string, hint = ''): void {
  const got = gotOf(path, valueAt(context.value, path));
  context.problems.addAt([...context.base, ...path], code, sentence, { ...(got === undefined ? {} : { got }), ...(hint === '' ? {} : { hint }) });
}

function found(path: Path, value: unknown): string {
  if (path.includes('secret')) return typeof value === 'object' ? kindWords(value) : 'something else';
  if (typeof value === 'string') return `the text ${quote(value)}`;
  if (typeof value === 'number') return Number.isFinite(value) ? `the number ${plain(String(value))}` : 'a number that is not finite';
  return kindWords(value);
}

export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function nodeAt(context: Context, path: Path) {
  let node = asNode(context.schema);
  let value = context.value;
  for (const key of path) {
    const child = childNode(node, key, value);
    if (child === null) return null;
    node = child;
    value = valueAt(value, [key]);
  }
  return node;
}
