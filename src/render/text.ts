/** Text on the map: measured once, shortened with an ellipsis where there is no room. */
export const FONT = "'Inter Variable', Inter, system-ui, sans-serif";
const KEPT = 4_000;
const widths = new Map<string, number>();

type Context = CanvasRenderingContext2D;

/** In half pixels: while zooming, widths that were measured stay good. */
export function setFont(context: Context, sizePx: number, weight = 400): void {
  context.font = `${weight} ${Math.round(sizePx * 2) / 2}px ${FONT}`;
}

export function widthOf(context: Context, text: string): number {
  const key = `${context.font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > KEPT) widths.clear();
    width = context.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** After fonts have loaded, widths are others. */
export function forgetWidths(): void {
  widths.clear();
}

/** The text, shortened to fit; '' when not even `fewest` letters would. */
export function fitted(context: Context, text: string, room: number, fewest = 3): string {
  return shorten(text, room, (part) => widthOf(context, part), fewest);
}

export function shorten(text: string, room: number, measure: (text: string) => number, fewest = 3): string {
  if (measure(text) <= room) return text;
  let low = 0;
  let high = text.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(stump(text, middle)) <= room) low = middle;
    else high = middle - 1;
  }
  return low < fewest ? '' : stump(text, low);
}

/** No dot, dash or space before the ellipsis. */
function stump(text: string, letters: number): string {
  return `${text.slice(0, letters).replace(/[\s.:/_-]+$/, '')}…`;
}

/** 1,500 in full; from 10,000 on 12.3k, 160k, 1.2M. */
export function compactCount(count: number): string {
  if (count < 1_000) return String(count);
  if (count < 10_000) return `${Math.floor(count / 1_000)},${String(count % 1_000).padStart(3, '0')}`;
  if (count < 999_500) return `${trimmed(count / 1_000)}k`;
  return `${trimmed(count / 1_000_000)}M`;
}

function trimmed(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}

export function plural(count: number, one: string, many: string): string {
  return `${compactCount(count)} ${count === 1 ? one : many}`;
}

const RATE_UNITS = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'] as const;
/** "0 bit/s", "12 kbit/s", "1.2 Mbit/s": two digits at least, no more than are read at a glance. */
export function compactRate(bitsPerSecond: number): string {
  let value = bitsPerSecond;
  let unit = 0;
  while (value >= 999.5 && unit < RATE_UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${value >= 10 || unit === 0 ? Math.round(value) : Math.round(value * 10) / 10} ${RATE_UNITS[unit]!}`;
}

/** "3.2 s behind": how long what is sent now waits before a link carries it. */
export function waitWords(micros: number): string {
  const seconds = micros / 1e6;
  if (seconds < 1) return `${Math.round(seconds * 1e3)} ms behind`;
  if (seconds < 9.95) return `${Math.round(seconds * 10) / 10} s behind`;
  if (seconds < 99.5) return `${Math.round(seconds)} s behind`;
  const minutes = seconds / 60;
  return minutes < 99.5 ? `${Math.round(minutes * 10) / 10} min behind` : `${Math.round(minutes / 6) / 10} h behind`;
}
