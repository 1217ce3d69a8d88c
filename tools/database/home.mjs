// @ts-check
// Where the server's programs and files are: in the checkout, or outside it where root's checkout is
// closed to the account that the server runs under.

import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { dataFolder } from '../project.mjs';
import { copyBinaries, findBinaries, majorVersion, whyNotRunnable } from './binaries.mjs';

/** @typedef {import('./account.mjs').Account} Account */

/**
 * @typedef {object} Place
 * @property {string} binaries the folder of PostgreSQL's programs
 * @property {number} major their version
 * @property {string} home the folder of data and log, the account's own
 */

/** Survives a reboot, unlike /tmp, and everyone can walk to it. */
const OUTSIDE = '/var/tmp/tickwire-';

/**
 * Settles where everything is and makes it ready for the account.
 * @param {Account | undefined} account
 * @param {string | undefined} knownHome the home of an earlier start
 * @param {(message: string) => void} tell
 * @returns {Place}
 */
export function settle(account, knownHome, tell) {
  const inside = path.join(dataFolder, 'postgres');
  const found = findBinaries();
  const reachable = majorVersion(found, account);
  if (reachable !== undefined) {
    const home = knownHome && existsSync(knownHome) ? knownHome : inside;
    openHome(home, account);
    if (canUse(home, account)) return { binaries: found, major: reachable, home };
  }
  if (!account) throw new Error(whyNotRunnable(found, account));

  const outside = knownHome && knownHome !== inside && existsSync(knownHome) ? path.dirname(knownHome) : newFolder();
  const home = path.join(outside, 'postgres');
  openHome(home, account);
  const binaries = reachable === undefined ? copyBinaries(found, path.join(outside, 'programs')) : found;
  const major = reachable ?? majorVersion(binaries, account);
  if (major === undefined) throw new Error(whyNotRunnable(binaries, account));
  tell(`The account "${account.name}" cannot walk to this checkout: PostgreSQL's files are in ${outside}.`);
  return { binaries, major, home };
}

function newFolder() {
  const folder = mkdtempSync(OUTSIDE);
  chmodSync(folder, 0o711);
  return folder;
}

/**
 * @param {string} home
 * @param {Account | undefined} account
 */
function openHome(home, account) {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (account) chownSync(home, account.uid, account.gid);
}

/**
 * Whether the account can walk to the folder and write there.
 * @param {string} folder
 * @param {Account | undefined} account
 */
function canUse(folder, account) {
  const { status } = spawnSync('test', ['-w', folder], { uid: account?.uid, gid: account?.gid, cwd: '/' });
  return status === 0;
}
