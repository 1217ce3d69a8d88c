// @ts-check
// Prisma's `pg` adapter, mended in four places where it falls short of what migrations need.

import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { emptyShadow, ensureSchema, readUrl, runOnce, searchPath, withDatabase } from './connection.mjs';

/** @typedef {Awaited<ReturnType<PrismaPg['connect']>>} Connection */

const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * An adapter factory for the datasource, shadow databases included.
 * @param {import('./connection.mjs').Datasource} datasource
 */
export function adapterFactory(datasource) {
  const target = readUrl(datasource.url);
  const factory = connectionFactory(target);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    await ensureSchema(target);
    return mend(await connect());
  };
  factory.connectToShadowDb = async () => {
    if (!datasource.shadowDatabaseUrl) return connectToNewShadow(target);
    const shadow = readUrl(datasource.shadowDatabaseUrl);
    await emptyShadow(shadow, target);
    return connectTo(shadow);
  };
  return factory;
}

/** @param {ReturnType<typeof readUrl>} target */
function connectionFactory({ connectionString, schema }) {
  // One connection that is never given up: the advisory lock that guards migrations belongs to it. The adapter leaves
  // the schema to the engine's queries, which do not all name it: scripts and the history have it from the search path.
  const options = searchPath(connectionString, schema);
  return new PrismaPg({ connectionString: options, max: 1, idleTimeoutMillis: 0 }, { schema });
}

/** @param {ReturnType<typeof readUrl>} target */
async function connectTo(target) {
  await ensureSchema(target);
  return mend(await connectionFactory(target).connect());
}

/**
 * A shadow database that lives as long as its connection. The adapter's own drops the database while it
 * is still connected to it, which PostgreSQL refuses.
 * @param {ReturnType<typeof readUrl>} main
 */
async function connectToNewShadow(main) {
  const database = `prisma_migrate_shadow_db_${randomUUID()}`;
  const identifier = pg.escapeIdentifier(database);
  await runOnce(main.connectionString, `CREATE DATABASE ${identifier}`);
  const shadow = { ...main, database, connectionString: withDatabase(main.connectionString, database) };
  const connection = await connectTo(shadow);
  const dispose = connection.dispose.bind(connection);
  connection.dispose = async () => {
    await dispose();
    await runOnce(main.connectionString, `DROP DATABASE IF EXISTS ${identifier}`);
  };
  return connection;
}

/**
 * @param {Connection} connection
 * @returns {Connection}
 */
function mend(connection) {
  const pool = connection.underlyingDriver();
  const query = pool.query.bind(pool);
  // The adapter splits a script at every semicolon, which cuts `$$` bodies in pieces. Sent whole, the
  // server splits it by its own rules. And the adapter makes of some errors what a query of a model would want to
  // know; whoever wrote a script wants to know what the server said.
  connection.executeScript = async (script) => {
    try {
      await query(script);
    } catch (failure) {
      if (!(failure instanceof pg.DatabaseError)) return connection['onError'](failure);
      const { code = '', severity = 'ERROR', message, detail, column, hint } = failure;
      throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
    }
  };

  // The catalogue has columns of the one-byte type `"char"`, which the adapter refuses and the engine
  // expects: they pass the adapter as text, and are called characters again behind it.
  /** @type {WeakMap<unknown[], number[]>} the columns of that type, by a result's rows */
  const charColumns = new WeakMap();
  const queryHidingChars = async (/** @type {pg.QueryArrayConfig} */ config) => {
    const result = await query(config);
    // A script answers with a list of results, none of which is read.
    if (Array.isArray(result)) return result;
    const columns = [...result.fields.keys()].filter((column) => result.fields[column]?.dataTypeID === CHAR_OID);
    result.fields = result.fields.map((field) =>
      field.dataTypeID === CHAR_OID ? { ...field, dataTypeID: TEXT_OID } : field,
    );
    charColumns.set(result.rows, columns);
    return result;
  };
  pool.query = /** @type {typeof pool.query} */ (/** @type {unknown} */ (queryHidingChars));
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (sqlQuery) => {
    const result = await queryRaw(sqlQuery);
    for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
  return connection;
}
