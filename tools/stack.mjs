// @ts-check
// The whole system for one test file: a database of its own, the server, and the web client where it is
// asked for, all on free ports. `stop()` leaves nothing behind.

import { holdDatabase } from './database.mjs';
import { createFreshDatabase } from './fresh-database.mjs';
import { freePort } from './ports.mjs';
import { buildServer, serve } from './server.mjs';
import { startWebClient, webClient } from './web-client.mjs';

/** @typedef {import('./processes.mjs').Child} Child */

/**
 * @typedef {object} StackOptions
 * @property {boolean} [web] whether the web client runs too
 * @property {Record<string, string>} [settings] what else the server is told, by environment variable
 */

/** A running system. Made by `startStack`. */
export class Stack {
  /** @type {(() => Promise<void>)[]} what `stop` undoes, last first */
  #undo = [];
  /** @type {Child | undefined} */
  #server;
  #binary = '';
  #port = 0;
  /** @type {Record<string, string>} */
  #settings = {};

  /** The owner's URL of the stack's own database. */
  databaseUrl = '';
  /** Where the server listens: `http://127.0.0.1:<port>`. */
  apiUrl = '';
  /** The page's origin: `http://localhost:<port>`. Nothing listens there without `web`. */
  webUrl = '';

  /** @param {StackOptions} options */
  async start({ web = false, settings = {} }) {
    this.#settings = settings;
    const database = await holdDatabase(() => undefined);
    this.#undo.push(() => database.release());
    // The test runner has built it already and says where it is.
    this.#binary = process.env.TICKWIRE_BINARY || (await buildServer('stack-cargo-build'));
    const fresh = await createFreshDatabase(database.url, this.#binary);
    this.#undo.push(() => fresh.drop());
    this.databaseUrl = fresh.url;
    const [apiPort, webPort] = [await freePort(), await freePort()];
    this.#port = apiPort;
    this.apiUrl = `http://127.0.0.1:${apiPort}`;
    this.webUrl = `http://localhost:${webPort}`;
    this.#undo.push(() => this.stopServer());
    await this.startServer();
    if (!web) return;
    await webClient.make();
    const client = await startWebClient({ port: webPort, apiUrl: this.apiUrl, log: `stack-web-client-${webPort}` });
    this.#undo.push(() => client.stop());
  }

  /** Starts the server again, on the same port and database, and waits until it is ready. */
  async startServer() {
    this.#server = await serve(this.#binary, {
      databaseUrl: this.databaseUrl,
      port: this.#port,
      publicUrl: this.webUrl,
      log: `stack-server-${this.#port}`,
      settings: this.#settings,
    });
  }

  /** Ends the server as a deployment does, with SIGTERM, and waits for its end. */
  async stopServer() {
    await this.#server?.stop();
  }

  /** Ends the server as a power cut does: `kill -9`, no time for anything. */
  async killServer() {
    await this.#server?.stop('SIGKILL');
  }

  /** Ends everything that was started, and drops the database. */
  async stop() {
    for (const undo of this.#undo.splice(0).reverse()) await undo();
  }
}

/**
 * Starts a system of its own for the caller.
 * @param {StackOptions} [options]
 * @returns {Promise<Stack>}
 */
export async function startStack(options = {}) {
  const stack = new Stack();
  try {
    await stack.start(options);
    return stack;
  } catch (failure) {
    await stack.stop();
    throw failure;
  }
}
