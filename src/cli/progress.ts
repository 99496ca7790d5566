/** A bar on standard error while something long runs; nothing where that is no terminal. */
const WIDTH = 24;
/** Redrawing more often than this costs more than it tells. */
const EVERY_MS = 100;

export class Progress {
  private readonly shown: boolean;
  private last = 0;

  constructor() {
    this.shown = process.stderr.isTTY === true;
  }

  /** `share` 0..1, and what to say beside it. */
  update(share: number, text: string): void {
    const now = Date.now();
    if (!this.shown || (now - this.last < EVERY_MS && share < 1)) return;
    this.last = now;
    const full = Math.round(share * WIDTH);
    process.stderr.write(`\r\u001b[2K[${'#'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${String(Math.floor(share * 100)).padStart(3)} %  ${text}`);
  }

  /** Takes the bar away, so that messages start on a clean line. */
  clear(): void {
    if (this.shown && this.last > 0) process.stderr.write('\r\u001b[2K');
  }
}
