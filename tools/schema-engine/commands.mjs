// @ts-check
// The schema engine's one-shot commands: `cli can-connect-to-database | create-database | drop-database`.

import { createDatabase, describeFailure, dropDatabase, readUrl, runOnce } from './connection.mjs';

/** @typedef {import('./connection.mjs').Datasource} Datasource */

/** @type {Record<string, (datasource: Datasource) => Promise<unknown>>} */
const COMMANDS = {
  'can-connect-to-database': ({ url }) => runOnce(readUrl(url).connectionString, 'SELECT 1'),
  'create-database': ({ url }) => createDatabase(url),
  'drop-database': ({ url }) => dropDatabase(url),
};

/**
 * Runs one command and reports as the native engine does: lines of JSON on stderr, and the exit status.
 * @param {string | undefined} name
 * @param {Datasource} datasource
 * @returns {Promise<number>} the exit status
 */
export async function runCommand(name, datasource) {
  // The CLI skips the first line without reading it.
  log('INFO', { message: 'Starting schema engine CLI' });
  const command = COMMANDS[name ?? ''];
  try {
    if (!command) throw new Error(`The schema engine has no command named ${name}.`);
    await command(datasource);
    return 0;
  } catch (failure) {
    const { code, message } = describeFailure(failure);
    log('ERROR', { is_panic: false, error_code: code ?? '', message });
    return 1;
  }
}

/**
 * @param {'INFO' | 'ERROR'} level
 * @param {object} fields
 */
function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
