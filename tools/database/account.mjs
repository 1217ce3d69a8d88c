// @ts-check
// The account that PostgreSQL runs under: the caller's own, unless that is root, which it refuses.

import { execFileSync } from 'node:child_process';

/**
 * @typedef {object} Account
 * @property {string} name
 * @property {number} uid
 * @property {number} gid
 */

/** Accounts that every system, or every system with PostgreSQL, has already. */
const CANDIDATES = ['postgres', 'nobody'];

/**
 * The account to drop to.
 * @returns {Account | undefined} nothing where the caller is not root and needs no other
 */
export function serverAccount() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of CANDIDATES) {
    const [uid, gid] = [numericId('-u', name), numericId('-g', name)];
    if (uid !== undefined && gid !== undefined) return { name, uid, gid };
  }
  throw new Error(
    `PostgreSQL does not run as root, and there is no account named ${CANDIDATES.join(' or ')} to run it.`,
  );
}

/**
 * @param {'-u' | '-g'} kind
 * @param {string} name
 */
function numericId(kind, name) {
  try {
    return Number(execFileSync('id', [kind, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return undefined;
  }
}
