/** `data-ready` on the document: the first picture has been painted. */
let done = false;
let resolveReady: () => void = () => undefined;
/** Resolves with it. */
export const whenReady = new Promise<void>((resolve) => {
  resolveReady = resolve;
});

export function isReady(): boolean {
  return document.documentElement.dataset['ready'] !== undefined;
}

export function markReady(): void {
  if (done) return;
  done = true;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.documentElement.dataset['ready'] = '';
      resolveReady();
    }),
  );
}
