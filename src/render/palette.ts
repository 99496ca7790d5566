/** Every colour of the map, dark and light, by what it means. Contrast is measured in palette.test.ts. */
export interface Palette {
  readonly name: 'dark' | 'light';
  readonly page: string;
  readonly card: string;
  readonly subnet: string;
  readonly line: string;
  /** The WAN band, and the cards of VPN and internet sites. */
  readonly band: string;
  readonly remoteCard: string;
  readonly text: string;
  readonly muted: string;
  readonly idle: string;
  readonly link: string;
  readonly answer: string;
  readonly question: string;
  /** The answer was passed on and has not reached the server; the client's part is done and waits. */
  readonly sent: string;
  readonly done: string;
  /** Ribbons behind the answers, and where only the question has passed. */
  readonly linkAnswer: string;
  readonly linkQuestion: string;
  readonly wan: string;
  /** WAN lines that many marks cross: calmer. */
  readonly wanLine: string;
  /** Arrows on WAN lines, and their rim. */
  readonly flow: string;
  readonly flowRim: string;
  readonly offline: string;
  readonly blocked: string;
  readonly registering: string;
  readonly mortar: string;
  readonly focus: string;
}

export type ThemeName = Palette['name'];

export const DARK: Palette = {
  name: 'dark',
  page: '#0B1220',
  card: '#121C30',
  subnet: '#17233B',
  line: '#2A3A59',
  band: '#0F1A2E',
  remoteCard: '#221B2F',
  text: '#E6EDF7',
  muted: '#93A4BF',
  idle: '#66759A',
  link: '#5C7CA8',
  answer: '#6CCBFF',
  question: '#FFC857',
  sent: '#57B0E2',
  done: '#D9A03C',
  linkAnswer: '#4A97C9',
  linkQuestion: '#A68142',
  wan: '#F2304F',
  wanLine: '#A8273F',
  flow: '#FFE9EC',
  flowRim: '#F2304F',
  offline: '#74839C',
  blocked: '#FF6B6B',
  registering: '#F4F1A6',
  mortar: '#2B1420',
  focus: '#FFFFFF',
};

export const LIGHT: Palette = {
  name: 'light',
  page: '#F7F9FC',
  card: '#FFFFFF',
  subnet: '#F0F4FA',
  line: '#CBD6E6',
  band: '#ECF1F9',
  remoteCard: '#FBEFEF',
  text: '#16202F',
  muted: '#51617A',
  idle: '#6A8CA8',
  link: '#6A86AE',
  answer: '#0A5A9C',
  question: '#C07410',
  sent: '#2069AB',
  done: '#A8690F',
  linkAnswer: '#5C94C6',
  linkQuestion: '#CE9A55',
  wan: '#B3130A',
  wanLine: '#CF7A74',
  flow: '#3D0704',
  flowRim: '#FFFFFF',
  offline: '#7B8698',
  blocked: '#B3130A',
  registering: '#7A6A00',
  mortar: '#FFF3F0',
  focus: '#0B1220',
};

export function paletteOf(theme: ThemeName): Palette {
  return theme === 'dark' ? DARK : LIGHT;
}

export type Rgb = readonly [number, number, number];

export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** One pixel of an ImageData as little-endian 32 bit. */
export function pixelOf(hex: string, alpha = 1): number {
  const [r, g, b] = rgbOf(hex);
  return ((Math.round(alpha * 255) << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

export function withAlpha(hex: string, alpha: number): string {
  const [r, g, b] = rgbOf(hex);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

/** Relative luminance and contrast ratio of WCAG 2.2. */
export function luminanceOf(hex: string): number {
  const [r, g, b] = rgbOf(hex).map((part) => {
    const x = part / 255;
    return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrastOf(a: string, b: string): number {
  const [high, low] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Dark or white, whichever reads better on a fill. */
export function inkOn(fill: string): string {
  return contrastOf(fill, '#FFFFFF') >= contrastOf(fill, '#0B1220') ? '#FFFFFF' : '#0B1220';
}
