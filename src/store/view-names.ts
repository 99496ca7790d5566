/** The views of the canvas, by the ids that links and keys know them by. */
export const VIEW_NAMES = ['map', 'time-chain', 'table', 'log', 'charts', 'traffic'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

export const isViewName = (value: unknown): value is ViewName => VIEW_NAMES.some((name) => name === value);
