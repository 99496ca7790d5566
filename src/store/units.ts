/** How the page writes times, bytes, speeds and counts, in one place. */
const MICROS = { us: 1, ms: 1e3, s: 1e6, m: 6e7, h: 3.6e9, d: 8.64e10 } as const;

/** "1.5s" → microseconds; null when it is no duration. */
export function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(us|ms|s|m|h|d)$/.exec(text);
  return match === null ? null : Math.round(Number(match[1]) * MICROS[match[2] as keyof typeof MICROS]);
}

/** A point in simulated time: 1:02:03, with as many decimals as the speed makes sensible. */
export function clock(micros: number, decimals = 1): string {
  const whole = Math.floor(micros / 1e6);
  const fraction = decimals === 0 ? '' : `.${String(Math.floor((micros % 1e6) / 10 ** (6 - decimals))).padStart(decimals, '0')}`;
  const seconds = String(whole % 60).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}${fraction}` : `${minutes}:${seconds}${fraction}`;
}

/** A length of time in words short enough for a card: "42 s", "3 min 20 s", "5 h 12 min". */
export function span(micros: number): string {
  const seconds = micros / 1e6;
  if (seconds < 1e-3) return `${number(micros)} µs`;
  if (seconds < 1) return `${number(seconds * 1e3)} ms`;
  if (seconds < 10) return `${number(seconds)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** Made once: figures are written some hundred times a second. */
const SHORT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });
const GROUPED = new Intl.NumberFormat('en-US');

/** Three significant digits at most, thousands apart. */
export function number(value: number): string {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return SHORT.format(rounded);
}

/** "8,633". */
export function grouped(value: number): string {
  return GROUPED.format(value);
}

export function count(value: number, one: string, many = `${one}s`): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
export function bytes(value: number): string {
  let unit = 0;
  let left = value;
  while (left >= 1000 && unit < BYTE_UNITS.length - 1) {
    left /= 1000;
    unit++;
  }
  return `${number(left)} ${BYTE_UNITS[unit] ?? 'PB'}`;
}

const RATE_UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'] as const;
/** "1.2 Mbit/s". */
export function bitRate(bitsPerSecond: number): string {
  let unit = 0;
  let left = bitsPerSecond;
  while (left >= 1000 && unit < RATE_UNITS.length - 1) {
    left /= 1000;
    unit++;
  }
  return `${number(left)} ${RATE_UNITS[unit] ?? 'Tbit/s'}`;
}

export function perSecond(value: number): string {
  return value < 10 ? value.toFixed(1) : number(value);
}

/** "10×", "0.001×". */
export function times(value: number): string {
  return `${number(value)}×`;
}

/** What a speed means for the eye: "1 s here = 60 s there". */
export function speedText(speed: number): string {
  return `1 s here = ${span(speed * 1e6)} there`;
}
