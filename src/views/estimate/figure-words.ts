/** Figures and their terms in words: values with their unit, savings always as "x against y". */
import type { Figure, Term, Unit } from '../../closed-form/figure';
import { bytes, grouped, number, span } from '../../store/units';
import { rateText } from './read-inputs';

export function amount(value: number, unit: Unit): string {
  switch (unit) {
    case 'count':
      return grouped(Math.round(value));
    case 'perSecond':
      return number(value);
    case 'bytes':
      return bytes(value);
    case 'bytesPerSecond':
      return `${bytes(value)}/s`;
    case 'bitsPerSecond':
      return rateText(value);
    case 'seconds':
      return longSpan(value);
  }
}

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Days where hours would be many. */
function longSpan(seconds: number): string {
  if (seconds < 2 * DAY) return span(seconds * 1e6);
  return seconds < 100 * DAY ? `${Math.floor(seconds / DAY)} d ${Math.round((seconds % DAY) / HOUR)} h` : `${grouped(Math.round(seconds / DAY))} days`;
}

export function against({ value, without, unit }: Figure): string {
  const [x, y] = [amount(value, unit), amount(without, unit)];
  return value === without ? `${x} with peering or without` : `${x} against ${y} without peering`;
}

/** "chains = 160 (from your input, CHAIN-1)". */
export function termText({ name, value, unit, from, rule }: Term): string {
  return `${name} = ${amount(value, unit)} (${[from, rule].filter(Boolean).join(', ')})`;
}
