// @ts-check
// The embedded database as a whole: running with its owner and its database in it, or stopped.

import { randomBytes } from 'node:crypto';
import { withLock } from '../lock.mjs';
import { ensurePackages } from '../packages.mjs';
import { serverAccount } from './account.mjs';
import { settle } from './home.mjs';
import { provide } from './provide.mjs';
import { Server } from './server.mjs';
import { ADMIN, ownerUrl, readState, writeState } from './state.mjs';

const PATIENCE_SECONDS = 120;

/**
 * @typedef {object} StartOptions
 * @property {boolean} keep whether the server outlives the processes that hold it
 * @property {(message: string) => void} tell hears what takes time
 */

/**
 * Finds the server running, or starts it.
 * @param {StartOptions} options
 * @returns {Promise<string>} the owner's URL
 */
export async function startEmbedded({ keep, tell }) {
  await ensurePackages();
  const running = await runningUrl();
  if (running !== undefined) return running;
  return withLock('database', PATIENCE_SECONDS, async () => (await runningUrl()) ?? (await start(keep, tell)));
}

/**
 * Stops the server if it runs.
 * @returns {Promise<boolean>} whether it ran
 */
export async function stopEmbedded() {
  return withLock('database', PATIENCE_SECONDS, async () => {
    const state = readState();
    if (!state) return false;
    const server = new Server(state.home);
    const ran = server.processId() !== undefined;
    await server.stop(state.moved ? 'immediate' : 'fast');
    return ran;
  });
}

/**
 * The owner's URL, if the server answers there as the owner's.
 * @returns {Promise<string | undefined>}
 */
export async function runningUrl() {
  const state = readState();
  // A server whose files were moved away under it ends at its next write.
  if (!state || state.moved) return undefined;
  const url = ownerUrl(state);
  return (await answers(url)) ? url : undefined;
}

/**
 * @param {boolean} keep
 * @param {(message: string) => void} tell
 */
async function start(keep, tell) {
  const account = serverAccount();
  const known = readState();
  const place = settle(account, known?.home, tell);
  const server = new Server(place.home);
  const programs = { ...place, account };
  if (known?.moved) await server.stop('immediate');
  if (!known && (await server.discard())) tell(`Removed database files of which nothing is known from ${place.home}.`);
  // The passwords are on disk before the server that has them: an interrupted start can be taken up again.
  const secrets = known ?? { adminPassword: randomPassword(), ownerPassword: randomPassword(), port: 0 };
  const { adminPassword, ownerPassword } = secrets;
  writeState({ home: place.home, port: secrets.port, adminPassword, ownerPassword, keep });
  if (await server.initialise(programs, ADMIN, adminPassword))
    tell(`Made a PostgreSQL ${place.major} database in ${place.home}.`);
  const port = await server.start(programs, secrets.port || undefined);
  writeState({ home: place.home, port, adminPassword, ownerPassword, keep });
  const state = readState();
  if (!state) throw new Error('The state of the database did not survive its writing.');
  await provide(state);
  return ownerUrl(state);
}

/** @param {string} url */
async function answers(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

/** Letters and digits alone: it goes into a URL. */
function randomPassword() {
  return randomBytes(24).toString('hex');
}
