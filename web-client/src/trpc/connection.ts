/** What a person is told about the live connection, from the socket's own state. */

/** `resumed` shows for a moment after `reconnecting` or `offline` was shown. */
export type Connection = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'resumed';

/** Runs `act` after `ms`, unless cancelled. */
export type Later = (act: () => void, ms: number) => () => void;

const PATIENCE_MS = 2_000;
const OFFLINE_MS = 15_000;
const RESUMED_MS = 4_000;

/**
 * Turns the socket's comings and goings into words. A gap shorter than two seconds is not worth one. (The status of a
 * subscription would not do: it stays `pending` when the server ends it.)
 */
export class ConnectionMonitor {
  #connection: Connection = 'connecting';
  #isDown = false;
  #cancels: (() => void)[] = [];
  readonly #later: Later;
  readonly #listeners = new Set<() => void>();

  constructor(later: Later = setTimer) {
    this.#later = later;
  }

  readonly get = (): Connection => this.#connection;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The socket is open. */
  up(): void {
    this.#isDown = false;
    this.#cancelTimers();
    const wasShown = this.#connection === 'reconnecting' || this.#connection === 'offline';
    this.#show(wasShown ? 'resumed' : 'live');
    if (wasShown) this.#showLater('live', RESUMED_MS);
  }

  /** The socket is not open and is being opened again. Every attempt says so; the first one starts the clock. */
  down(): void {
    if (this.#isDown) return;
    this.#isDown = true;
    this.#cancelTimers();
    this.#showLater('reconnecting', PATIENCE_MS);
    this.#showLater('offline', OFFLINE_MS);
  }

  /** The device itself has no network. */
  unplugged(): void {
    this.#isDown = true;
    this.#cancelTimers();
    this.#show('offline');
  }

  #showLater(connection: Connection, ms: number): void {
    this.#cancels.push(this.#later(() => this.#show(connection), ms));
  }

  #cancelTimers(): void {
    this.#cancels.forEach((cancel) => cancel());
    this.#cancels = [];
  }

  #show(connection: Connection): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.#listeners.forEach((listener) => listener());
  }
}

function setTimer(act: () => void, ms: number): () => void {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
}
