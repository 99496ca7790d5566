/**
 * The kinds of fields the format is made of, as valibot schemas. Every check carries its answer, "code⏎sentence⏎hint", which shape.ts turns into
 * a problem. A "~" before the code marks checks that a JSON Schema cannot express. `kind` in the metadata tells canonical.ts how to write a field.
 */
import * as v from 'valibot';
import { parseAddress, parseBlock, parseCidr, parseEndpoint } from './addresses';
import { LIMITS } from './limits';
import { quote } from './problems';
import type { Quantity } from './units';
import { DURATION_PATTERN, formatDuration, formatRate, formatSize, RATE_PATTERN, readDuration, readRate, readSize, SIZE_PATTERN } from './units';

export type FieldKind =
  'text' | 'sensor' | 'id' | 'duration' | 'hold' | 'rate' | 'size' | 'address' | 'cidr' | 'block' | 'endpoint' | 'number' | 'target' | 'free' | 'plain';

const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
const ADDRESS_PATTERN = /^[0-9A-Fa-f:.]{2,45}$/;
const CIDR_PATTERN = /^[0-9A-Fa-f:.]{2,45}\/[0-9]{1,3}$/;
const BLOCK_PATTERN = /^[0-9A-Fa-f:.]{2,45}(\/[0-9]{1,3})?$/;
const ENDPOINT_PATTERN = /^(any|[0-9A-Fa-f:.]{2,45}(\/[0-9]{1,3})?)$/;
const VERSION_PATTERN = /^[0-9]{1,5}(\.[0-9]{1,9}){0,3}$/;
const SHARDS_PATTERN = /^[0-9]{1,7}(-[0-9]{1,7})?(,[0-9]{1,7}(-[0-9]{1,7})?)*$/;

/** Names that JavaScript objects already have: refused as ids and as keys. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
]);

function answer(code: string, sentence: string, hint = ''): string {
  return `${code}\n${sentence}\n${hint}`;
}

const kind = (name: FieldKind): { readonly kind: FieldKind } => ({ kind: name });
const isShort = (text: string, limit: number): boolean => text.length <= limit || [...text].length <= limit;

/** Any text. What it says is never part of a message: it may be a secret. */
export const text = () =>
  v.pipe(
    v.string(),
    v.check(
      (value) => isShort(value, LIMITS.stringChars),
      (issue) => answer('limit.string', `${[...issue.input].length} characters are too many; a text has at most ${LIMITS.stringChars}.`),
    ),
    v.metadata({ ...kind('text'), maxLength: LIMITS.stringChars }),
  );

/** The name of a sensor: any text that says something. */
export const sensorName = () =>
  v.pipe(
    text(),
    v.regex(/\S/, () => answer('sensor.form', 'the name of a sensor is empty; such as "Operating System" is expected.')),
    v.metadata(kind('sensor')),
  );

export const id = () =>
  v.pipe(
    v.string(),
    v.check(
      (value) => value.length <= LIMITS.idChars,
      (issue) => answer('limit.id', `${issue.input.length} characters are too many; an id has at most ${LIMITS.idChars}.`),
    ),
    v.regex(ID_PATTERN, (issue) =>
      RESERVED_NAMES.has(issue.input)
        ? reserved(issue.input)
        : answer(
            'id.form',
            `${quote(issue.input)} is no id; it may have letters, digits, and . _ : - after the first character.`,
            'Put words for people into "name".',
          ),
    ),
    v.check(
      (value) => !RESERVED_NAMES.has(value),
      (issue) => `~${reserved(issue.input)}`,
    ),
    v.metadata(kind('id')),
  );

function reserved(name: string): string {
  return answer('name.reserved', `the name ${quote(name)} is reserved and allowed neither as an id nor as a key.`, 'Choose another name.');
}

const DURATION_FORM = 'write a number and a unit (us, ms, s, m, h, d), such as "90s" or "1.5s"';
const RATE_FORM = 'write a number and a unit (bps, kbps, Mbps, Gbps), such as "10Mbps"';
const SIZE_FORM = 'write a number of bytes, or a number and a unit (B, kB, KiB, MB, MiB, GB, GiB, TB, TiB), such as "64KiB"';

export interface Range {
  readonly min: number;
  readonly max: number;
}

function quantityAnswer(shown: string, what: string, quantity: Quantity, range: Range, format: (value: number) => string, form: string): string {
  if (quantity.ok) return `~${answer('number.range', `${shown} is out of range; allowed is ${format(range.min)} to ${format(range.max)}.`)}`;
  if (quantity.error === 'inexact') return `~${answer(`${what}.inexact`, `${shown} is finer than the smallest unit; a ${what} must come out whole.`)}`;
  if (quantity.error === 'tooBig') return `~${answer('number.range', `${shown} is out of range; allowed is ${format(range.min)} to ${format(range.max)}.`)}`;
  if (/^"?-[0-9]/.test(shown)) return answer(`${what}.form`, `${shown} is negative; allowed is ${format(range.min)} to ${format(range.max)}.`);
  return answer(`${what}.form`, `${shown} is no ${what}; ${form}.`);
}

function fits(quantity: Quantity, range: Range): boolean {
  return quantity.ok && quantity.value >= range.min && quantity.value <= range.max;
}

export const ANY_DURATION: Range = { min: 0, max: LIMITS.durationMicros };

function durationAnswer(input: string, range: Range, form = DURATION_FORM): string {
  const quantity = readDuration(input);
  if (quantity.ok ? quantity.value > LIMITS.durationMicros : quantity.error === 'tooBig')
    return `~${answer('limit.duration', `${quote(input)} is too long; a duration is at most 400 days ("400d").`)}`;
  return quantityAnswer(quote(input), 'duration', quantity, range, formatDuration, form);
}

export const duration = (range: Range = ANY_DURATION) =>
  v.pipe(
    v.string(),
    v.regex(DURATION_PATTERN, (issue) => durationAnswer(issue.input, range)),
    v.check(
      (value) => fits(readDuration(value), range),
      (issue) => durationAnswer(issue.input, range),
    ),
    v.metadata(kind('duration')),
  );

const HOLD_FORM = `${DURATION_FORM}, or "never"`;
const HOLD_PATTERN = new RegExp(`^(never|${DURATION_PATTERN.source.slice(1, -1)})$`);
/** A duration or "never" (Q-3). */
export const holdDuration = () =>
  v.pipe(
    v.string(),
    v.regex(HOLD_PATTERN, (issue) => durationAnswer(issue.input, ANY_DURATION, HOLD_FORM)),
    v.check(
      (value) => value === 'never' || fits(readDuration(value), ANY_DURATION),
      (issue) => durationAnswer(issue.input, ANY_DURATION, HOLD_FORM),
    ),
    v.metadata(kind('hold')),
  );

/** ["30s", "90s"]: both ends of a random time. */
export const durationRange = (range: Range) =>
  v.pipe(
    v.strictTuple([duration(range), duration(range)]),
    v.check(
      ([low, high]) => {
        const [from, to] = [readDuration(low), readDuration(high)];
        return !from.ok || !to.ok || from.value <= to.value;
      },
      (issue) => `~${answer('range.order', `the range begins with ${quote(issue.input[0])} and ends with ${quote(issue.input[1])}; the smaller comes first.`)}`,
    ),
  );

const RATES: Range = { min: 1, max: LIMITS.rateBps };
function rateAnswer(input: string): string {
  const bad = quantityAnswer(quote(input), 'rate', readRate(input), RATES, formatRate, RATE_FORM);
  const quantity = readRate(input);
  return quantity.ok && quantity.value === 0 ? `${bad}A WAN that carries nothing is one that is cut: "cutWan" in the timeline.` : bad;
}
export const rate = () =>
  v.pipe(
    v.string(),
    v.regex(RATE_PATTERN, (issue) => rateAnswer(issue.input)),
    v.check(
      (value) => fits(readRate(value), RATES),
      (issue) => rateAnswer(issue.input),
    ),
    v.metadata(kind('rate')),
  );

function sizeAnswer(input: string | number, range: Range): string {
  const quantity = readSize(input);
  const shown = typeof input === 'number' ? String(input) : quote(input);
  if (quantity.ok ? quantity.value > LIMITS.fileSizeBytes : quantity.error === 'tooBig')
    return `~${answer('limit.fileSize', `${shown} is too large; a size is at most 1 TB (10^12 bytes).`)}`;
  return quantityAnswer(shown, 'size', quantity, range, formatSize, SIZE_FORM);
}
export const size = (range: Range) =>
  v.pipe(
    v.union([
      v.pipe(
        v.string(),
        v.regex(SIZE_PATTERN, (issue) => sizeAnswer(issue.input, range)),
      ),
      v.pipe(
        v.number(),
        v.integer((issue) => sizeAnswer(issue.input, range)),
        v.minValue(0, (issue) => sizeAnswer(issue.input, range)),
      ),
    ]),
    v.check(
      (value) => fits(readSize(value), range),
      (issue) => sizeAnswer(issue.input, range),
    ),
    v.metadata(kind('size')),
  );

function addressField(name: FieldKind, pattern: RegExp, isValid: (value: string) => boolean, code: string, sentence: string, hint: string) {
  const bad = (input: string): string => answer(code, `${quote(input)} is ${sentence}.`, hint);
  return v.pipe(
    v.string(),
    v.regex(pattern, (issue) => bad(issue.input)),
    v.check(isValid, (issue) => `~${bad(issue.input)}`),
    v.metadata(kind(name)),
  );
}

const isAddress = (value: string): boolean => parseAddress(value) !== null;
const isCidr = (value: string): boolean => parseCidr(value) !== null;
const isBlock = (value: string): boolean => parseBlock(value) !== null;
const isEndpoint = (value: string): boolean => parseEndpoint(value) !== null;
export const address = () => addressField('address', ADDRESS_PATTERN, isAddress, 'address.form', 'no IPv4 or IPv6 address', 'Such as 10.0.5.3 or 2001:db8::5.');
export const cidr = () =>
  addressField('cidr', CIDR_PATTERN, isCidr, 'cidr.form', 'no subnet; expected address/length', 'Such as 10.0.5.0/24 or 2001:db8::/64.');
export const block = () => addressField('block', BLOCK_PATTERN, isBlock, 'cidr.form', 'neither a subnet nor an address', 'Such as 10.0.5.0/24 or 10.0.5.3.');
export const endpoint = () =>
  addressField('endpoint', ENDPOINT_PATTERN, isEndpoint, 'cidr.form', 'neither "any" nor an address nor a subnet', 'Such as "any", 10.0.5.3 or 10.0.5.0/24.');

function rangeAnswer(input: number, range: Range, what: string): string {
  return answer('number.range', `${input} is out of range; allowed is ${what} from ${range.min} to ${range.max}.`);
}

export const integer = (min: number, max: number) => {
  const bad = (issue: { readonly input: number }): string => rangeAnswer(issue.input, { min, max }, 'a whole number');
  return v.pipe(v.number(), v.integer(bad), v.minValue(min, bad), v.maxValue(max, bad), v.metadata(kind('number')));
};

export const fraction = () => {
  const bad = (issue: { readonly input: number }): string => rangeAnswer(issue.input, { min: 0, max: 1 }, 'a number');
  return v.pipe(v.number(), v.minValue(0, bad), v.maxValue(1, bad), v.metadata(kind('number')));
};

/** The most that a link may lose: what is lost is sent again (NET-1), and at 1 that would never end. */
const MOST_LOSS = 0.99;
export const loss = () => {
  const bad = (issue: { readonly input: number }): string =>
    answer(
      'number.range',
      `${issue.input} is out of range; allowed is a share of the messages from 0 to ${MOST_LOSS}.`,
      issue.input >= 1 ? 'What is lost is sent again, here without end. To let nothing through, cut the WAN: "cutWan" in the timeline.' : '',
    );
  return v.pipe(v.number(), v.minValue(0, bad), v.maxValue(MOST_LOSS, bad), v.metadata(kind('number')));
};

export const version = () =>
  v.pipe(
    v.string(),
    v.regex(VERSION_PATTERN, (issue) =>
      answer('version.form', `${quote(issue.input)} is no client version; up to four numbers with dots are allowed, such as "7.6".`),
    ),
    v.metadata(kind('plain')),
  );

/** Shards a client holds: "0-99,150". */
export const shards = () =>
  v.pipe(
    text(),
    v.regex(SHARDS_PATTERN, (issue) =>
      answer('shards.form', `${quote(issue.input)} is no list of shards; numbers and ranges with commas are allowed, such as "0-99,150".`),
    ),
    v.metadata(kind('plain')),
  );

const CHUNK = 100;
type AnySchema = v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>;

/** A list. Long ones are checked in pieces: a million wrong entries must not become a million issues in memory. */
export function list<const Item extends AnySchema>(item: Item, limit: number, limitCode: string, what: string) {
  const plain = v.array(item);
  const run: (typeof plain)['~run'] = (dataset, config) => {
    const value: unknown = dataset.value;
    if (!Array.isArray(value) || value.length <= CHUNK) return plain['~run'](dataset, config);
    for (let start = 0; start < value.length; start += CHUNK) {
      const part = plain['~run']({ value: value.slice(start, start + CHUNK) }, config);
      if (part.issues === undefined) continue;
      for (const issue of part.issues) {
        const first = issue.path?.[0];
        if (first !== undefined && typeof first.key === 'number') Object.assign(first, { key: first.key + start });
      }
      return part;
    }
    return { typed: true, value: value as v.InferOutput<Item>[] };
  };
  return v.pipe(
    { ...plain, '~run': run },
    v.check((entries) => entries.length <= limit, answer(limitCode, `too many ${what}; at most ${limit} are allowed.`)),
    v.metadata({ maxItems: limit }),
  );
}

/** An object with exactly these keys. valibot takes a list for an object; this does not. */
export function object<const Entries extends v.ObjectEntries>(entries: Entries): v.StrictObjectSchema<Entries, undefined> {
  const plain = v.strictObject(entries);
  return { ...plain, '~run': (dataset, config) => plain['~run'](Array.isArray(dataset.value) ? { value: null } : dataset, config) };
}

/** An object whose keys are the user's own. */
export function freeObject() {
  const plain = v.looseObject({});
  const run: (typeof plain)['~run'] = (dataset, config) => plain['~run'](Array.isArray(dataset.value) ? { value: null } : dataset, config);
  return v.pipe({ ...plain, '~run': run }, v.metadata(kind('free')));
}

/** A field that may be left out, and what it is then. */
export function optional<const Schema extends AnySchema>(schema: Schema, fallback?: unknown) {
  return v.exactOptional(fallback === undefined ? schema : v.pipe(schema, v.metadata({ default: fallback })));
}
