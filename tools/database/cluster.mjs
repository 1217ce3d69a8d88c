// @ts-check
// A PostgreSQL server of a test's own, to be killed: `node tools/database/cluster.mjs`. It starts, and prints the
// owner's URL and a superuser's; then it is told on standard input, a word a line: `kill` ends all of its processes at once, `start` starts it again.
// Each is answered by a line. When its input closes, the server ends, and its files are removed.

import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from './account.mjs';
import { settle } from './home.mjs';
import { provide } from './provide.mjs';
import { Server } from './server.mjs';
import { ADMIN, ownerUrl, readState } from './state.mjs';

const password = () => randomBytes(24).toString('hex');
const tell = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

// It ends when its input does: a Ctrl-C is meant for whoever started it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const account = serverAccount();
const place = settle(account, readState()?.home, () => undefined);
// Beside the project's own.
const home = mkdtempSync(path.join(path.dirname(place.home), 'cluster-'));
if (account) chownSync(home, account.uid, account.gid);
const server = new Server(home);
const programs = { ...place, account };
const [adminPassword, ownerPassword] = [password(), password()];
/** @type {number | undefined} */
let port;

const start = async () => {
  port = await server.start(programs, port);
  return port;
};

/** As a power cut does: nobody has time for anything. */
const kill = async () => {
  const main = server.processId();
  if (main === undefined) throw new Error('It does not run.');
  // Stopped first, so that it makes no new ones meanwhile.
  process.kill(main, 'SIGSTOP');
  const children = execFileSync('pgrep', ['-P', String(main)], { encoding: 'utf8' });
  const all = [...children.trim().split('\n').map(Number), main];
  for (const pid of all) end(pid);
  // The memory that they share is theirs until the last is gone.
  while (all.some(isThere)) await sleep(10);
};

/** @param {number} pid */
const end = (pid) => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
};

/**
 * Whether it runs: one that has ended may be listed until somebody asks how.
 * @param {number} pid
 */
const isThere = (pid) => {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
};

try {
  await server.initialise(programs, ADMIN, adminPassword);
  const state = { checkout: '', home, port: await start(), adminPassword, ownerPassword, keep: false };
  await provide(state);
  const superuser = new URL(ownerUrl(state));
  [superuser.username, superuser.password] = [ADMIN, adminPassword];
  tell(ownerUrl(state));
  tell(superuser.href);
  for await (const word of createInterface({ input: process.stdin })) {
    if (word === 'kill') await kill();
    else if (word === 'start') await start();
    else throw new Error(`What does ${word} mean?`);
    tell('done');
  }
} finally {
  await server.stop('immediate');
  rmSync(home, { recursive: true, force: true });
}
