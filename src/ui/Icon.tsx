/** The page's own icons: 20 × 20, drawn with the text colour. Always decoration; the name is on the button. */
const PATHS = {
  play: 'M6 4.2v11.6L15.6 10z',
  pause: 'M5.5 4h3v12h-3zM11.5 4h3v12h-3z',
  stepForward: 'M4 4.5v11L11.5 10zM13 4.5h2.6v11H13z',
  flag: 'M5 17.5V3M5 3.5h9.5L12 7l2.5 3.5H5',
  stepBack: 'M16 4.5v11L8.5 10zM4.4 4.5H7v11H4.4z',
  restart: 'M4 10a6 6 0 1 0 2-4.5M6.4 2.6v3.4h3.4',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l4 4',
  share: 'M10 12.5V3M6.5 6 10 2.8 13.5 6M5 9.5v7h10v-7',
  download: 'M10 3v9M6.5 9 10 12.5 13.5 9M4 16.5h12',
  open: 'M3 15.5v-11h5l1.6 2H17v9z',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4M14.3 14.3l1.4 1.4M4.3 15.7l1.4-1.4M14.3 5.7l1.4-1.4',
  moon: 'M15.5 12.5A6.5 6.5 0 0 1 7.5 4.5a6.5 6.5 0 1 0 8 8',
  system: 'M3 4h14v9H3zM7 16.5h6M10 13v3.5',
  help: 'M7.5 7.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M10 14.5v.2M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15',
  undo: 'M7 4 3.5 7.5 7 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8',
  redo: 'M13 4l3.5 3.5L13 11M16 7.5H8.5a4.5 4.5 0 0 0 0 9H12',
  close: 'M5 5l10 10M15 5 5 15',
  plug: 'M7 3v4M13 3v4M5 7h10v2.5a5 5 0 0 1-10 0zM10 14.5V18',
  unplug: 'M7 3v4M13 3v4M5 7h10v2.5a5 5 0 0 1-10 0zM10 14.5V18M3 17 17 3',
  wall: 'M3 4h14v12H3zM3 8h14M3 12h14M10 4v4M6 8v4M14 8v4M10 12v4',
  roam: 'M3 10h12M11 5.5 15.5 10 11 14.5M3 5v10',
  why: 'M4 4h12v9H9.5L6 16.5V13H4z',
  goto: 'M4 10h11M11 6l4 4-4 4',
  panelLeft: 'M3 4h14v12H3zM8 4v12',
  panelRight: 'M3 4h14v12H3zM12 4v12',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h13',
  command: 'M4 6h12M4 10h8M4 14h10',
  up: 'M10 4.5v11M5.5 9 10 4.5 14.5 9',
  down: 'M10 4.5v11M5.5 11 10 15.5 14.5 11',
  check: 'M4 10.5 8 14.5 16 5.5',
  cut: 'M2.5 10h5M12.5 10h5M8 5.5 12 14.5',
  link: 'M2.5 10h15M6 7.5v5M14 7.5v5',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  chevron: 'M7 5l5 5-5 5',
  back: 'M12 5l-5 5 5 5',
  follow: 'M10 5.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10 2v4M10 14v4M2 10h4M14 10h4',
  ask: 'M4.5 4h11L10 12zM10 12v5M7 17h6',
  action: 'M11 2.5 5 11h4.3l-.8 6.5L15 8.5h-4.6z',
  list: 'M4 5.5h2M9 5.5h7M4 10h2M9 10h7M4 14.5h2M9 14.5h7',
  timer: 'M10 5a6 6 0 1 0 0 12 6 6 0 0 0 0-12M10 8v3.2l2 1.6M8 2.5h4',
  copy: 'M7 7V3.5h9.5V13H13M3.5 7H13v9.5H3.5z',
} as const;
export type IconName = keyof typeof PATHS;
const FILLED: ReadonlySet<IconName> = new Set<IconName>(['play', 'pause', 'stepForward', 'stepBack']);

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  const filled = FILLED.has(name);
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
      fill={filled ? 'currentColor' : 'none'}
      stroke={filled ? 'none' : 'currentColor'}
      strokeWidth={name === 'more' ? 2.4 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
