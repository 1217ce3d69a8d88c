/** Writes down what a subscription says and waits for it to say enough. */
import type { ApiError } from '@tickwire/bindings';

const PATIENCE_MS = 60_000;

/** An event with its place in the stream. */
export type Tracked<T> = { id: string; data: T };

/** Why a subscription ended; no data where the server said nothing. */
export type Refusal = {
  message: string;
  data?: { code: string; httpStatus: number; path?: string; error?: ApiError } | null;
};

/** Handlers for `subscribe`, and what they heard. */
export class Recorder<T> {
  readonly events: Tracked<T>[] = [];
  readonly errors: Refusal[] = [];
  starts = 0;
  ended = false;
  #waiting: (() => void)[] = [];

  readonly onStarted = (): void => this.#note(() => (this.starts += 1));
  readonly onData = (event: Tracked<T>): void => this.#note(() => this.events.push(event));
  readonly onError = (error: Refusal): void => this.#note(() => this.errors.push(error));
  readonly onStopped = (): void => this.#note(() => (this.ended = true));

  /** The events' data. */
  get data(): T[] {
    return this.events.map((event) => event.data);
  }

  /** Waits until the server has said that it follows. */
  started(): Promise<void> {
    return this.until(() => this.starts > 0, 'the start');
  }

  /** Waits for the subscription's error. */
  async error(): Promise<Refusal> {
    await this.until(() => this.errors.length > 0, 'an error');
    const [error] = this.errors;
    if (error === undefined) throw new Error('There is none.');
    return error;
  }

  /** Waits for that many events. */
  count(events: number): Promise<void> {
    return this.until(() => this.events.length >= events, `${events} events`);
  }

  /** Waits until what was heard fulfils the condition. */
  until(condition: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const impatience = setTimeout(() => {
        reject(new Error(`Waited for ${what}; heard ${this.events.length} events and ${this.errors.length} errors.`));
      }, PATIENCE_MS);
      const look = () => {
        if (!condition()) return void this.#waiting.push(look);
        clearTimeout(impatience);
        resolve();
      };
      look();
    });
  }

  #note(write: () => void): void {
    write();
    for (const look of this.#waiting.splice(0)) look();
  }
}
