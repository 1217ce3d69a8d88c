// @ts-check
// The schema engine's JSON-RPC: one request a line on stdin, one answer a line on stdout, in order.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { adapterFactory } from './adapter.mjs';
import { createDatabase, describeFailure } from './connection.mjs';
import { parseJson } from '../json.mjs';

/** @typedef {import('./connection.mjs').Datasource} Datasource */
/** @typedef {bindings.SchemaEngine} SchemaEngine */
/** @typedef {ReturnType<typeof bindMigrationAwareSqlAdapterFactory>} Adapter */
/** @typedef {{ id: number, method: string, params: unknown }} Request */

/** JSON-RPC's code for "the method ran and failed", as the native engine uses it. */
const FAILED = 4466;

/** The native engine's exit status after a panic. */
const PANICKED = 101;

/** Where the engine says why it panics, before it traps. */
const panic = { message: '', set_message: (/** @type {string} */ message) => void (panic.message = message) };
Reflect.set(globalThis, 'PRISMA_WASM_PANIC_REGISTRY', panic);

/**
 * Answers requests until stdin ends.
 * @param {Datasource} datasource
 * @param {string[]} datamodels paths of the schema's files
 */
export async function serve(datasource, datamodels) {
  process.on('SIGTERM', () => process.exit(0));
  const session = new Session(datasource, datamodels);
  for await (const line of createInterface({ input: process.stdin })) {
    const request = /** @type {Partial<Request>} */ (parseJson(line));
    // The CLI's answer to a `print` has no method, and needs no answer.
    if (request.method !== undefined) await answer(session, /** @type {Request} */ (request));
  }
  // The engine's connection would keep the process alive.
  process.exit(0);
}

/**
 * @param {Session} session
 * @param {Request} request
 */
async function answer(session, { id, method, params }) {
  const refuse = (/** @type {object} */ data) =>
    send({ id, error: { code: FAILED, message: 'An error happened. Check the data field for details.', data } });
  // A panic ends the engine outside of the call that it happens in; unanswered, the CLI would end with
  // nothing said and status 0.
  const onTrap = (/** @type {Error} */ trap) => {
    refuse({ is_panic: false, message: `The schema engine panicked: ${panic.message || trap.message}`, meta: null });
    process.exit(PANICKED);
  };
  process.once('uncaughtException', onTrap);
  try {
    send({ id, result: (await session.run(method, params)) ?? null });
  } catch (failure) {
    refuse({ is_panic: false, ...session.describe(failure) });
  } finally {
    process.off('uncaughtException', onTrap);
  }
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/** One run of the CLI: its datasource, and an engine that is made when the first method needs it. */
class Session {
  /** @type {Promise<SchemaEngine> | undefined} */
  #engine;
  /** @type {Adapter | undefined} */
  #adapter;
  #prints = 0;

  /**
   * @param {Datasource} datasource
   * @param {string[]} datamodels
   */
  constructor(datasource, datamodels) {
    this.datasource = datasource;
    this.datamodels = datamodels;
  }

  /**
   * @param {string} method
   * @param {unknown} params
   */
  async run(method, params) {
    switch (method) {
      case 'createDatabase':
        return { databaseName: await createDatabase(this.datasource.url) };
      case 'getDatabaseVersion':
        return (await this.#open()).version();
      case 'diff':
        return this.#diff(/** @type {bindings.DiffParams} */ (params));
      case 'createMigration':
      case 'evaluateDataLoss':
        await this.#replayMigrations(/** @type {bindings.CreateMigrationInput} */ (params));
    }
    const engine = await this.#open();
    const methods = /** @type {Partial<Record<string, (params: unknown) => unknown>>} */ (
      /** @type {unknown} */ (engine)
    );
    if (!methods[method]) throw new Error(`The schema engine has no method named ${method}.`);
    return methods[method](params);
  }

  /**
   * The WebAssembly build reads "the schema after all migrations" from a cache that its diagnostic alone
   * fills; the native engine computes it where it needs it.
   * @param {bindings.CreateMigrationInput} params
   */
  async #replayMigrations({ migrationsList, filters }) {
    if (migrationsList.migrationDirectories.length === 0) return;
    await (await this.#open()).devDiagnostic({ migrationsList, filters });
  }

  /**
   * The native engine has the CLI print the difference; this build returns it.
   * @param {bindings.DiffParams} params
   */
  async #diff(params) {
    const result = await (await this.#open()).diff(params);
    if (result.stdout !== null) {
      this.#prints += 1;
      // The CLI numbers its requests from one upwards; negative ones cannot collide.
      send({ id: -this.#prints, method: 'print', params: { content: result.stdout.replace(/\n$/, '') } });
    }
    return { ...result, stdout: null };
  }

  #open() {
    return (this.#engine ??= this.#create());
  }

  async #create() {
    await instantiate();
    this.#adapter = bindMigrationAwareSqlAdapterFactory(adapterFactory(this.datasource));
    const files = await Promise.all(
      this.datamodels.map(async (file) => /** @type {[string, string]} */ ([file, await readFile(file, 'utf8')])),
    );
    const ignoreLog = () => undefined;
    return bindings.SchemaEngine.new({ datamodels: files.length > 0 ? files : undefined }, ignoreLog, this.#adapter);
  }

  /**
   * The engine's error, or the driver's under it, which says more.
   * @param {unknown} failure
   */
  describe(failure) {
    const {
      id,
      code,
      meta,
      message: said,
    } = /** @type {{ id?: number, code?: string, meta?: unknown, message?: string }} */ (failure);
    // Of a shadow database that cannot be had, the engine gives the number of the error in its text alone.
    const number = id ?? Number(/External error id#(\d+)/.exec(said ?? '')?.[1] ?? NaN);
    const original = Number.isNaN(number) ? undefined : this.#adapter?.errorRegistry.consumeError(number)?.error;
    const described = describeFailure(original ?? failure);
    const { message, migration } = readTrace(described.message);
    if (migration !== undefined)
      return { message: failedMigration(migration, message), meta: null, error_code: 'P3018' };
    return { message, meta: meta ?? null, error_code: code ?? described.code };
  }
}

/**
 * This build tells where in its code an error was met. Of that, the name of the migration that was being applied is all
 * that a person needs.
 * @param {string} text
 */
function readTrace(text) {
  const [told = '', trace = ''] = text.split(/\n +0: (?=[a-z_]+::)/, 2);
  const migration = /^sql_schema_connector::apply_migration::apply_script\s+with migration_name="(.*)"/.exec(
    trace,
  )?.[1];
  return { message: told.replace(/external connector error\n(Error querying the database: )?/, ''), migration };
}

/**
 * In the words of the native engine.
 * @param {string} name
 * @param {string} message
 */
function failedMigration(name, message) {
  return [
    'A migration failed to apply. New migrations cannot be applied before the error is recovered from. ' +
      'Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve',
    `Migration name: ${name}`,
    `Database error:\n${message}`,
  ].join('\n\n');
}

/** Loads the engine: Node runs WebAssembly, but does not import it as a module. */
export async function instantiate() {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = await readFile(path.join(path.dirname(entry), 'schema_engine_bg.wasm'));
  const imports = /** @type {WebAssembly.Imports} */ (/** @type {unknown} */ ({ './schema_engine_bg.js': bindings }));
  const instance = await WebAssembly.instantiate(await WebAssembly.compile(new Uint8Array(bytes)), imports);
  bindings.__wbg_set_wasm(instance.exports);
  /** @type {() => void} */ (instance.exports.__wbindgen_start)();
}
