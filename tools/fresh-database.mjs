// @ts-check
// A new database for every test file, migrated and seeded: copied from a template, which is made once for
// each build of the server.

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withLock } from './lock.mjs';
import { root } from './project.mjs';
import { migrate, seed } from './server.mjs';

const PATIENCE_SECONDS = 120;
/** How often a database is tried to be dropped, and how long it is waited for in between. */
const [ATTEMPTS, PAUSE_MS] = [120, 250];
const INSUFFICIENT_PRIVILEGE = '42501';
const MIGRATIONS = path.join(root, 'prisma/migrations');

/** Checkouts may share a server: each has templates of its own. */
const PREFIX = `tickwire_template_${createHash('sha256').update(root).digest('hex').slice(0, 8)}_`;

/**
 * @typedef {object} FreshDatabase
 * @property {string} url the owner's
 * @property {() => Promise<void>} drop breaks every connection to it off
 */

/**
 * Creates a database with the schema and the demo data in it.
 * @param {string} serverUrl the owner's URL of any database on the server
 * @param {string} binary the server's, which migrates and seeds
 * @returns {Promise<FreshDatabase>}
 */
export async function createFreshDatabase(serverUrl, binary) {
  const elsewhere = ['APP_DATABASE_URL', 'SYSTEM_DATABASE_URL'].find((variable) => process.env[variable]);
  if (elsewhere) throw new Error(`${elsewhere} is set, and would lead the tests to another database. Unset it.`);
  const { name, ...database } = newDatabase(serverUrl);
  // PostgreSQL copies a template for one at a time: waiting here beats being refused there.
  await withLock('template', PATIENCE_SECONDS, async () => {
    const template = await ensureTemplate(serverUrl, binary);
    await execute(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return database;
}

/**
 * Names a database that is not there yet: whoever migrates it creates it.
 * @param {string} serverUrl the owner's URL of any database on the server
 * @returns {FreshDatabase & { name: string }}
 */
export function newDatabase(serverUrl) {
  const name = `tickwire_test_${randomBytes(6).toString('hex')}`;
  return { name, url: onDatabase(serverUrl, name), drop: () => dropDatabase(serverUrl, name) };
}

/**
 * Breaks every connection to a database off and drops it.
 * @param {string} serverUrl the owner's URL of any database on the server
 * @param {string} name
 */
export async function dropDatabase(serverUrl, name) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      return;
    } catch (error) {
      // The server's own vacuum may be in it, which is not for an owner to end; it is soon done.
      const isVacuumed = error instanceof pg.DatabaseError && error.code === INSUFFICIENT_PRIVILEGE;
      if (!isVacuumed || attempt === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/**
 * @param {string} serverUrl
 * @param {string} binary
 * @returns {Promise<string>} the template's name
 */
async function ensureTemplate(serverUrl, binary) {
  const template = PREFIX + fingerprint(binary);
  const present = await templates(serverUrl);
  if (present.includes(template)) return template;
  for (const outdated of present) await execute(serverUrl, `DROP DATABASE IF EXISTS ${outdated}`);
  // It gets its name when it is complete.
  const draft = `${PREFIX}draft`;
  await execute(serverUrl, `CREATE DATABASE ${draft}`);
  await migrate(binary, onDatabase(serverUrl, draft), 'template-migrate');
  await seed(binary, onDatabase(serverUrl, draft), 'template-seed');
  await execute(serverUrl, `ALTER DATABASE ${draft} RENAME TO ${template}`);
  return template;
}

/** @param {string} serverUrl */
async function templates(serverUrl) {
  const rows = await execute(serverUrl, 'SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [PREFIX]);
  return rows.map((row) => String(row.datname));
}

/**
 * What a template depends on: the migrations, and the binary, which holds the demo data.
 * @param {string} binary
 */
function fingerprint(binary) {
  const { size, mtimeMs } = statSync(binary);
  const hash = createHash('sha256').update(`${binary} ${size} ${mtimeMs}`);
  for (const migration of readdirSync(MIGRATIONS).sort()) {
    const file = path.join(MIGRATIONS, migration);
    if (statSync(file).isDirectory()) hash.update(readFileSync(path.join(file, 'migration.sql')));
  }
  return hash.digest('hex').slice(0, 8);
}

/**
 * @param {string} url
 * @param {string} name
 */
function onDatabase(url, name) {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}

/**
 * @param {string} url
 * @param {string} sql
 * @param {string[]} [values]
 * @returns {Promise<Record<string, unknown>[]>}
 */
async function execute(url, sql, values) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    /** @type {pg.QueryResult<Record<string, unknown>>} */
    const { rows } = await client.query(sql, values);
    return rows;
  } finally {
    await client.end();
  }
}
