/**
 * Amounts as people type them into a form: "50 Mbit", "10mbps", "8k", "25 %", "1,5 GB". Never for scenario files: those have one spelling (units.ts).
 * What could be meant in two ways is not guessed: it is no amount.
 */

/** "10Mbps", "50 Mbit", "50 Mbit/s", "1.5g", "2 MB/s" (bytes) → whole bits per second, at least 1; null when it is no rate. A bare number counts `bare` bits per second each. */
export function parseLooseRate(text: string, bare = 1_000_000): number | null {
  const amount = split(text);
  if (amount === null) return null;
  if (amount.unit === '') return whole(amount.value * bare, 1);
  const match = /^(.*?)(b|bits?|bytes?)?(ps|\/s|\/sec|\/second| per second)?$/i.exec(amount.unit);
  const [, prefix = '', word = '', per = ''] = match ?? [];
  // The letter alone: b is a bit, B a byte. "KBPS" could be either.
  const isBytes = word === 'B' || /^byte/i.test(word);
  const factor = prefixFactor(prefix);
  // "10 MB" is an amount of data, and no speed.
  if (match === null || factor === null || (isBytes && (per === '' || per === 'PS'))) return null;
  return whole(amount.value * factor * (isBytes ? 8 : 1), 1);
}

/** "500 MB", "500mb", "1.5 GiB", "64k" → whole bytes; null when it is no size. A bare number counts `bare` bytes each. */
export function parseLooseSize(text: string, bare = 1_000_000): number | null {
  const amount = split(text);
  if (amount === null) return null;
  if (amount.unit === '') return whole(amount.value * bare, 0);
  const [, prefix = ''] = /^(.*?)(b|byte|bytes)?$/i.exec(amount.unit) ?? [];
  const factor = prefixFactor(prefix);
  return factor === null ? null : whole(amount.value * factor, 0);
}

/** "8k", "8,000", "8 000", "1.5M" → a whole number; null when it is none. */
export function parseLooseCount(text: string): number | null {
  const amount = split(text);
  if (amount === null || /i$/i.test(amount.unit)) return null;
  const factor = prefixFactor(amount.unit);
  if (factor === null) return null;
  const value = amount.value * factor;
  return Math.abs(value - Math.round(value)) < 1e-6 ? whole(value, 0) : null;
}

/** "25 %", "25" → 0.25; "0.25" (below 1, with a point or a comma and without a sign) → 0.25; null beyond 0 to 100 %. */
export function parseLooseShare(text: string): number | null {
  const amount = split(text);
  if (amount === null || (amount.unit !== '' && amount.unit !== '%')) return null;
  const isShare = amount.unit === '' && amount.value < 1;
  const share = isShare ? amount.value : amount.value / 100;
  return share <= 1 ? share : null;
}

interface Amount {
  readonly value: number;
  readonly unit: string;
}

/** A positive number and what follows it; null when it does not begin with a number. */
function split(text: string): Amount | null {
  if (text.length > 40) return null;
  const match = /^([0-9][0-9.,\s\u2019']*)(.*)$/u.exec(text.trim());
  const value = match === null ? null : numberOf((match[1] ?? '').trim());
  return value === null ? null : { value, unit: (match?.[2] ?? '').trim() };
}

/** Thousands may stand apart ("8 000", "8,000", "8.000.000"); decimals follow a point or a comma ("1.5", "1,5"). */
function numberOf(digits: string): number | null {
  const compact = digits.replace(/[\s\u2019']+(?=[0-9]{3}(?![0-9]))/gu, '');
  if (/^[0-9]+$/.test(compact)) return Number(compact);
  if (/^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/.test(compact)) return Number(compact.replaceAll(',', ''));
  if (/^[0-9]{1,3}(\.[0-9]{3}){2,}$/.test(compact)) return Number(compact.replaceAll('.', ''));
  return /^[0-9]+[.,][0-9]+$/.test(compact) ? Number(compact.replace(',', '.')) : null;
}

const PREFIXES: readonly (readonly [RegExp, number])[] = [
  [/^$/, 1],
  [/^(k|kilo|thousand)$/i, 1e3],
  [/^(m|mega|million)$/i, 1e6],
  [/^(g|giga)$/i, 1e9],
  [/^(t|tera)$/i, 1e12],
  [/^(ki|kibi)$/i, 2 ** 10],
  [/^(mi|mebi)$/i, 2 ** 20],
  [/^(gi|gibi)$/i, 2 ** 30],
  [/^(ti|tebi)$/i, 2 ** 40],
];

function prefixFactor(text: string): number | null {
  return PREFIXES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function whole(value: number, least: number): number | null {
  const rounded = Math.round(value);
  return rounded >= least && Number.isSafeInteger(rounded) ? rounded : null;
}
