/** Durations, rates and sizes: text with a unit ↔ whole microseconds, bits per second, bytes. Exact both ways, never rounded. What people type freely: loose-units.ts. */

interface Unit {
  readonly name: string;
  readonly factor: number;
}
export const DURATION_UNITS: readonly Unit[] = [
  { name: 'us', factor: 1 },
  { name: 'ms', factor: 1_000 },
  { name: 's', factor: 1_000_000 },
  { name: 'm', factor: 60_000_000 },
  { name: 'h', factor: 3_600_000_000 },
  { name: 'd', factor: 86_400_000_000 },
];
export const RATE_UNITS: readonly Unit[] = [
  { name: 'bps', factor: 1 },
  { name: 'kbps', factor: 1_000 },
  { name: 'Mbps', factor: 1_000_000 },
  { name: 'Gbps', factor: 1_000_000_000 },
];
export const SIZE_UNITS: readonly Unit[] = [
  { name: 'B', factor: 1 },
  { name: 'kB', factor: 1_000 },
  { name: 'KiB', factor: 1_024 },
  { name: 'MB', factor: 1_000_000 },
  { name: 'MiB', factor: 1_048_576 },
  { name: 'GB', factor: 1_000_000_000 },
  { name: 'GiB', factor: 1_073_741_824 },
  { name: 'TB', factor: 1_000_000_000_000 },
  { name: 'TiB', factor: 1_099_511_627_776 },
];

/** What a quantity looks like; digits are bounded so that no text takes long to read. Also the patterns of the JSON Schema. */
export const DURATION_PATTERN = /^[0-9]{1,18}(\.[0-9]{1,18})?(us|ms|s|m|h|d)$/;
export const RATE_PATTERN = /^[0-9]{1,18}(\.[0-9]{1,18})?(bps|kbps|Mbps|Gbps)$/;
export const SIZE_PATTERN = /^[0-9]{1,18}(\.[0-9]{1,18})?(B|kB|KiB|MB|MiB|GB|GiB|TB|TiB)$/;

/** Why a text is no quantity: its form, more digits than the smallest unit has, or beyond what numbers hold exactly. */
export type QuantityError = 'form' | 'inexact' | 'tooBig';
export type Quantity = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly error: QuantityError };

export const readDuration = (text: string): Quantity => readQuantity(text, DURATION_PATTERN, DURATION_UNITS);
export const readRate = (text: string): Quantity => readQuantity(text, RATE_PATTERN, RATE_UNITS);
export const readSize = (value: string | number): Quantity => (typeof value === 'number' ? readCount(value) : readQuantity(value, SIZE_PATTERN, SIZE_UNITS));

/** "1.5s" → 1,500,000 µs; null when it is no duration in whole microseconds. */
export const parseDuration = (text: string): number | null => valueOf(readDuration(text));
/** "10Mbps" → 10,000,000 bits per second; null when it is no rate. */
export const parseRate = (text: string): number | null => valueOf(readRate(text));
/** "64KiB" or 65536 → 65,536 bytes; null when it is no size. */
export const parseSize = (value: string | number): number | null => valueOf(readSize(value));

/** The shortest exact text: "10m", "1.5s", "100ms". At least 1 in its unit, at most three decimals. */
export const formatDuration = (micros: number): string => (micros === 0 ? '0s' : shortest(micros, DURATION_UNITS));
export const formatRate = (bitsPerSecond: number): string => shortest(bitsPerSecond, RATE_UNITS);
export const formatSize = (bytes: number): string => shortest(bytes, SIZE_UNITS);

/** A size as the canonical file has it: a plain number where that is shorter than any text with a unit. */
export function canonicalSize(bytes: number): string | number {
  const text = formatSize(bytes);
  return String(bytes).length < text.length ? bytes : text;
}

function valueOf(quantity: Quantity): number | null {
  return quantity.ok ? quantity.value : null;
}

function readCount(value: number): Quantity {
  if (Number.isSafeInteger(value) && value >= 0) return { ok: true, value: value + 0 };
  return { ok: false, error: Number.isInteger(value) && value > 0 ? 'tooBig' : 'form' };
}

function readQuantity(text: string, pattern: RegExp, units: readonly Unit[]): Quantity {
  if (!pattern.test(text)) return { ok: false, error: 'form' };
  const split = text.search(/[A-Za-z]/);
  const unit = units.find((one) => one.name === text.slice(split));
  if (unit === undefined) return { ok: false, error: 'form' };
  const [whole = '0', decimals = ''] = text.slice(0, split).split('.');
  // Whole arithmetic: 0.1 has no exact binary form, "0.1s" is exactly 100,000 µs.
  const scale = 10n ** BigInt(decimals.length);
  const scaled = BigInt(whole + decimals) * BigInt(unit.factor);
  if (scaled % scale !== 0n) return { ok: false, error: 'inexact' };
  const value = scaled / scale;
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? { ok: false, error: 'tooBig' } : { ok: true, value: Number(value) };
}

function shortest(value: number, units: readonly Unit[]): string {
  let best = '';
  for (const unit of units) {
    const text = inUnit(value, unit);
    // On a tie the larger unit wins, unless it needs decimals: "90s" over "1.5m", "1m" over "60s".
    if (text !== null && (best === '' || text.length < best.length || (text.length === best.length && !text.includes('.')))) best = text;
  }
  return best;
}

function inUnit(value: number, unit: Unit): string | null {
  const whole = Math.floor(value / unit.factor);
  const rest = value - whole * unit.factor;
  if (rest === 0 && (whole >= 1 || unit.factor === 1)) return `${whole}${unit.name}`;
  if (whole < 1) return null;
  for (let digits = 1, scale = 10; digits <= 3; digits++, scale *= 10) {
    if ((rest * scale) % unit.factor === 0) return `${whole}.${String((rest * scale) / unit.factor).padStart(digits, '0')}${unit.name}`;
  }
  return null;
}
