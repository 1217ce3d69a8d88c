// @ts-check
// How the schema engine reaches PostgreSQL: Prisma's connection URLs, administration, error codes.

import pg from 'pg';

/**
 * What the CLI says of the datasource.
 * @typedef {{ url?: string, shadowDatabaseUrl?: string }} Datasource
 */

/** Parameters that Prisma's own drivers understand and PostgreSQL does not. */
const PRISMA_PARAMETERS = [
  'schema',
  'connection_limit',
  'connect_timeout',
  'pool_timeout',
  'pgbouncer',
  'socket_timeout',
  'statement_cache_size',
];

/** Prisma's codes for what keeps a client from its database. */
const PRISMA_CODES = new Map([
  ['28000', 'P1000'],
  ['28P01', 'P1000'],
  ['ECONNREFUSED', 'P1001'],
  ['ENOTFOUND', 'P1001'],
  ['ETIMEDOUT', 'P1002'],
  ['3D000', 'P1003'],
  ['42P04', 'P1009'],
  ['42501', 'P1010'],
]);

/**
 * Splits a Prisma URL into what `pg` takes and what only Prisma means.
 * @param {string | undefined} url
 * @returns {{ connectionString: string, schema: string, database: string }}
 */
export function readUrl(url) {
  if (!url)
    throw new Error('The datasource has no URL: set DATABASE_URL, or start the database (`just database start`).');
  const parsed = new URL(url);
  const schema = parsed.searchParams.get('schema') ?? 'public';
  for (const name of PRISMA_PARAMETERS) parsed.searchParams.delete(name);
  return { connectionString: parsed.href, schema, database: decodeURIComponent(parsed.pathname.slice(1)) };
}

/**
 * The same server, another database.
 * @param {string} connectionString
 * @param {string} database
 */
export function withDatabase(connectionString, database) {
  const url = new URL(connectionString);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/**
 * The same database, seen from a schema of it.
 * @param {string} connectionString
 * @param {string} schema
 */
export function searchPath(connectionString, schema) {
  const url = new URL(connectionString);
  const quoted = pg.escapeIdentifier(schema).replace(/[\\ ]/g, '\\$&');
  const given = url.searchParams.get('options');
  url.searchParams.set('options', `${given ? `${given} ` : ''}-c search_path=${quoted}`);
  return url.href;
}

/**
 * Creates the schema, unless it is there. As the native engine does, whichever command it runs.
 * @param {{ connectionString: string, schema: string }} target
 */
export async function ensureSchema({ connectionString, schema }) {
  const name = pg.escapeLiteral(schema);
  const statement = pg.escapeLiteral(`CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`);
  // The permission to create one is not needed where it is there.
  const sql = `DO $$ BEGIN IF to_regnamespace(quote_ident(${name})) IS NULL THEN EXECUTE ${statement}; END IF; END $$`;
  if (schema !== 'public') await runOnce(connectionString, sql);
}

/**
 * Empties the database that migrations are replayed on. This build of the engine does not.
 * @param {{ connectionString: string }} shadow
 * @param {{ connectionString: string }} main which it must not be
 */
export async function emptyShadow(shadow, main) {
  const place = (/** @type {{ connectionString: string }} */ { connectionString }) => {
    const { hostname, port, pathname } = new URL(connectionString);
    return `${hostname}:${port || '5432'}${pathname}`;
  };
  if (place(shadow) === place(main)) {
    throw new Error('The shadow database is the main database, and would be emptied: name another one.');
  }
  const sql = `DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
      EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
    CREATE SCHEMA public;
  END $$`;
  await runOnce(shadow.connectionString, sql);
}

/**
 * Runs one statement on a connection of its own.
 * @param {string} connectionString
 * @param {string} sql
 */
export async function runOnce(connectionString, sql) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Creates the database that the URL names.
 * @param {string | undefined} url
 * @returns {Promise<string>} its name
 */
export async function createDatabase(url) {
  const { connectionString, database } = readUrl(url);
  await runOnce(withDatabase(connectionString, 'postgres'), `CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  return database;
}

/**
 * Drops the database that the URL names, if it is there.
 * @param {string | undefined} url
 */
export async function dropDatabase(url) {
  const { connectionString, database } = readUrl(url);
  await runOnce(withDatabase(connectionString, 'postgres'), `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(database)}`);
}

/**
 * What a failure is to Prisma: a code of its own where it has one, and a message for a person.
 * @param {unknown} failure
 * @returns {{ code: string | undefined, message: string }}
 */
export function describeFailure(failure) {
  if (!(failure instanceof Error)) return { code: undefined, message: String(failure) };
  // Node reports a refused `localhost` as one error an address, the message on the parts alone.
  const cause = failure instanceof AggregateError && failure.errors[0] instanceof Error ? failure.errors[0] : failure;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  const prismaCode = code === undefined ? undefined : (PRISMA_CODES.get(code) ?? code);
  return {
    code: prismaCode,
    message: prismaCode === 'P1001' ? `Can't reach the database server (${cause.message})` : cause.message,
  };
}
