/** `data-ready` on the document: the first picture has been painted. */
let done = false;

export function markReady(): void {
  if (done) return;
  done = true;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.documentElement.dataset['ready'] = '';
    }),
  );
}
