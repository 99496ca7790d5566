/** Draws for random worlds: a pure function of a seed. */
import { draw } from './plain-network';

export class Dice {
  private readonly seed: number;
  private count = 0;
  constructor(seed: number) {
    this.seed = seed;
  }
  below(n: number): number {
    return Math.floor((draw(this.seed, 0x5eed, 77, this.count++) / 2 ** 32) * n);
  }
  between(lo: number, hi: number): number {
    return lo + this.below(hi - lo + 1);
  }
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }
}
