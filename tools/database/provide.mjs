// @ts-check
// A database server's owner and its database.

import { ADMIN, DATABASE, OWNER } from './state.mjs';

/**
 * Gives the server its owner and its database, where they are missing.
 * @param {import('./state.mjs').State} state
 */
export async function provide(state) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    host: '127.0.0.1',
    port: state.port,
    user: ADMIN,
    password: state.adminPassword,
    database: 'postgres',
  });
  await client.connect();
  try {
    const roles = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [OWNER]);
    const attributes = `LOGIN CREATEDB CREATEROLE NOSUPERUSER NOBYPASSRLS PASSWORD ${pg.escapeLiteral(state.ownerPassword)}`;
    await client.query(`${roles.rowCount ? 'ALTER' : 'CREATE'} ROLE ${OWNER} ${attributes}`);
    const databases = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!databases.rowCount) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}
