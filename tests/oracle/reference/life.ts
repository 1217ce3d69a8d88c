import { tracked } from 'trpc-server-newest';

/** Work that takes its time, counted while it lives. */
export class Life {
  readonly #counts = new Map<string, number>();

  count(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Ends when the client has gone. */
  async hold(name: string, signal: AbortSignal | undefined): Promise<void> {
    this.#add(name, 1);
    await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    this.#add(name, -1);
  }

  /** Counts up every few milliseconds, until the client has gone. */
  async *follow(name: string, signal: AbortSignal | undefined): AsyncGenerator<number> {
    this.#add(name, 1);
    try {
      for (let tick = 0; !signal?.aborted; tick += 1) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield tick;
      }
    } finally {
      this.#add(name, -1);
    }
  }

  /** Every number after the last, tracked, every few milliseconds. */
  async *ticks(last: string | null | undefined, signal: AbortSignal | undefined) {
    for (let at = Number(last ?? 0) + 1; !signal?.aborted; at += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      yield tracked(String(at), at);
    }
  }

  #add(name: string, difference: number): void {
    this.#counts.set(name, this.count(name) + difference);
  }
}
