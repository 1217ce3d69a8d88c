// @ts-check
// What the project remembers of its embedded database, and the URL that it makes of it.

import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseJson } from '../json.mjs';
import { checkDataFolder, dataFolder, loadEnvironment, root } from '../project.mjs';

/** The role that owns the database and migrates it. Not a superuser. */
export const OWNER = 'tickwire_owner';

/** The server's superuser, for setting the owner up. */
export const ADMIN = 'postgres';

/** The database that `just up` and `just dev` work on. */
export const DATABASE = 'tickwire';

/**
 * @typedef {object} State
 * @property {string} checkout where the checkout was when it was written
 * @property {string} home the folder of the server's data and log
 * @property {number} port
 * @property {string} ownerPassword
 * @property {string} adminPassword
 * @property {boolean} keep whether the server stays when the last process that holds it ends
 * @property {boolean} [moved] whether the checkout was somewhere else when it was written
 */

const FILE = path.join(dataFolder, 'database.json');

/**
 * The state of this checkout's database. A checkout that was moved takes its database along; one that was
 * copied has none yet, for the files belong to the original's server.
 * @returns {State | undefined}
 */
export function readState() {
  if (!existsSync(FILE)) return undefined;
  checkDataFolder();
  const state = /** @type {State} */ (parseJson(readFileSync(FILE, 'utf8')));
  const checkout = realpathSync(root);
  if (state.checkout === checkout) return state;
  if (existsSync(path.join(state.checkout, '.data/database.json'))) return undefined;
  const inside = path.relative(state.checkout, state.home);
  const home = inside.startsWith('..') ? state.home : path.join(checkout, inside);
  return { ...state, checkout, home, moved: true };
}

/**
 * Writes the state whole, for its owner's eyes alone: it holds passwords.
 * @param {Omit<State, 'checkout'>} state
 */
export function writeState(state) {
  checkDataFolder();
  const draft = `${FILE}.${process.pid}`;
  const content = { ...state, checkout: realpathSync(root) };
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, FILE);
}

/**
 * @param {State} state
 * @param {string} database
 */
export function ownerUrl(state, database = DATABASE) {
  return `postgresql://${OWNER}:${state.ownerPassword}@127.0.0.1:${state.port}/${database}`;
}

/**
 * The database that the environment names.
 * @returns {string | undefined}
 */
export function configuredUrl() {
  loadEnvironment();
  // Set but empty is how shells and CI files unset a variable.
  return process.env.DATABASE_URL || undefined;
}

/**
 * The owner's URL: from the environment, else of the embedded database, running or not.
 * @returns {string | undefined}
 */
export function databaseUrl() {
  const state = configuredUrl() === undefined ? readState() : undefined;
  return state ? ownerUrl(state) : configuredUrl();
}
