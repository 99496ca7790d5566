/** Quantities as sentences have them: rounded to what people care about, with a space before the unit. Files have units.ts. */

/** "10 Mbps", "16.1 kbps": at most three digits that count. */
export function rateWords(bitsPerSecond: number): string {
  return scaled(bitsPerSecond, ['bps', 'kbps', 'Mbps', 'Gbps', 'Tbps']);
}

/** "500 MB", "1.5 GB", in powers of 1000. */
export function sizeWords(bytes: number): string {
  return bytes === 1 ? '1 byte' : bytes < 1_000 ? `${bytes} bytes` : scaled(bytes, ['bytes', 'kB', 'MB', 'GB', 'TB']);
}

const PARTS: readonly (readonly [number, string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** "6 min 40 s", "11 min", "2 h 13 min", "1.44 s", "44 ms": the two largest units, rounded to the smaller of them. */
export function timeWords(micros: number): string {
  if (micros < 1_000_000) return scaled(micros, ['µs', 'ms', 's']);
  if (micros < 60_000_000 && micros % 1_000_000 !== 0) return `${threeDigits(micros / 1e6)} s`;
  const largest = PARTS.findIndex(([seconds]) => micros >= seconds * 1e6);
  const smaller = Math.min(largest + 1, PARTS.length - 1);
  const total = Math.round(micros / 1e6 / PARTS[smaller]![0]) * PARTS[smaller]![0];
  const words: string[] = [];
  let rest = total;
  for (const [seconds, unit] of PARTS.slice(0, smaller + 1)) {
    const count = Math.floor(rest / seconds);
    rest -= count * seconds;
    if (count > 0) words.push(`${count} ${unit}`);
  }
  return words.join(' ');
}

/** 10,000. */
export function countWords(count: number): string {
  return String(Math.round(count)).replace(/\B(?=([0-9]{3})+$)/g, ',');
}

function scaled(value: number, units: readonly string[]): string {
  let amount = value;
  let unit = 0;
  while (Number(threeDigits(amount)) >= 1_000 && unit < units.length - 1) {
    amount /= 1_000;
    unit++;
  }
  return `${threeDigits(amount)} ${units[unit]}`;
}

function threeDigits(value: number): string {
  return value >= 1_000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
