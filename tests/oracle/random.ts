/** Chance that repeats itself: the same seed gives the same choices. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Below one (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('There is nothing to pick from.');
    return list[this.below(list.length)] as T;
  }
}

/** Whether nothing else was asked for: then chance meets all that it is known to meet. */
export const USUAL = !process.env['ORACLE_SEED'] && !process.env['ORACLE_CASES'];

/** Where a run begins; `ORACLE_SEED` begins another, `ORACLE_CASES` makes it longer. */
export const SEED = Number(process.env['ORACLE_SEED'] ?? 20_260_115);
export const CASES = Number(process.env['ORACLE_CASES'] ?? 1500);
