// @ts-check
// The server process: made once, started on a free port, found again, stopped.

import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  existsSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isAlive } from '../lock.mjs';
import { freePort, isFree } from '../ports.mjs';

/**
 * @typedef {object} Programs
 * @property {string} binaries the folder of PostgreSQL's programs
 * @property {number} major their version
 * @property {import('./account.mjs').Account | undefined} account whom they run as, if not as the caller
 */

const run = promisify(execFile);

const START_SECONDS = 60;
const STOP_SECONDS = 30;
const POLL_MS = 50;
const START_ATTEMPTS = 5;

/** PostgreSQL's names for what it does at these signals. */
const SIGNALS = /** @type {const} */ ({ fast: 'SIGINT', immediate: 'SIGQUIT' });

/** What the server is told beside PostgreSQL's defaults. Writes are synchronous, as they are by default. */
const SETTINGS = `
# Tickwire: this machine only, and no socket file, whose path could be too long.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 200
# Thousands of signals a second would have it make a checkpoint every few seconds, make files of its log anew, and the
# system write back what waited for half a minute at once, while commits wait.
min_wal_size = 1GB
max_wal_size = 4GB
backend_flush_after = 256kB
`;

/** A PostgreSQL server on the files of one home. */
export class Server {
  /** @param {string} home the folder of data and log */
  constructor(home) {
    this.home = home;
    this.data = path.join(home, 'data');
    this.log = path.join(home, 'server.log');
  }

  /**
   * Makes the files, unless they are there.
   * @param {Programs} programs
   * @param {string} admin the superuser's name
   * @param {string} password
   * @returns {Promise<boolean>} whether they were made now
   */
  async initialise(programs, admin, password) {
    const { major, account } = programs;
    if (existsSync(this.data)) {
      const made = Number(readFileSync(path.join(this.data, 'PG_VERSION'), 'utf8'));
      if (made === major) return false;
      throw new Error(
        `The database in ${this.data} was made by PostgreSQL ${made}, and these programs are version ${major}. ` +
          'Remove .data to begin with an empty one, or set PG_BIN_DIR to programs of that version.',
      );
    }
    // Made beside its place and moved there whole: what an interrupted run leaves is not taken for a database.
    const draft = path.join(this.home, 'data.new');
    const passwordFile = path.join(this.home, 'password');
    rmSync(draft, { recursive: true, force: true });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (account) chownSync(passwordFile, account.uid, account.gid);
    try {
      await this.#run(programs, 'initdb', [
        `--pgdata=${draft}`,
        `--username=${admin}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order and case rules on every machine, whatever locales it has.
        ...(major >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C']),
      ]);
    } finally {
      rmSync(passwordFile);
    }
    appendFileSync(path.join(draft, 'postgresql.conf'), SETTINGS);
    renameSync(draft, this.data);
    return true;
  }

  /**
   * Starts the server on a port that nobody else has.
   * @param {Programs} programs
   * @param {number | undefined} preferredPort
   * @returns {Promise<number>} the port
   */
  async start(programs, preferredPort) {
    await this.#awaitPredecessor();
    let port = preferredPort;
    for (let attempt = 1; ; attempt += 1) {
      if (port === undefined || !(await isFree(port))) port = await freePort();
      try {
        const files = ['-D', this.data, '-l', this.log];
        await this.#run(programs, 'pg_ctl', ['start', ...files, '-o', `-p ${port}`, '-w', '-t', String(START_SECONDS)]);
        return port;
      } catch (failure) {
        // Between the look and the start, another process may have taken the port.
        if (attempt < START_ATTEMPTS && !(await isFree(port))) continue;
        throw new Error(`PostgreSQL does not start.\n${this.#logTail()}`, { cause: failure });
      }
    }
  }

  /**
   * Stops the server, breaking its connections off. Nothing committed is lost, either way.
   * @param {'fast' | 'immediate'} mode
   */
  async stop(mode = 'fast') {
    const pid = this.processId();
    if (pid === undefined) return;
    process.kill(pid, SIGNALS[mode]);
    await this.#end(pid);
  }

  /**
   * Removes the files.
   * @returns {Promise<boolean>} whether there were any
   */
  async discard() {
    if (!existsSync(this.data)) return false;
    await this.stop('immediate');
    rmSync(this.data, { recursive: true });
    rmSync(this.log, { force: true });
    return true;
  }

  /**
   * The process that serves these files.
   * @returns {number | undefined}
   */
  processId() {
    const pid = this.#recordedProcess();
    return pid !== undefined && isAlive(pid) && this.#serves(pid) ? pid : undefined;
  }

  /**
   * A server on these files that does not answer is on its way up or down: gives it time. One that
   * crashed leaves its process id behind, which may be another process's by now.
   */
  async #awaitPredecessor() {
    const pid = this.processId();
    if (pid !== undefined) await this.#end(pid);
    rmSync(path.join(this.data, 'postmaster.pid'), { force: true });
  }

  /**
   * Waits until the process no longer serves these files.
   * @param {number} pid
   */
  async #end(pid) {
    const deadline = Date.now() + STOP_SECONDS * 1000;
    while (this.processId() === pid) {
      if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${pid}) does not end.\n${this.#logTail()}`);
      await sleep(POLL_MS);
    }
  }

  #recordedProcess() {
    const file = path.join(this.data, 'postmaster.pid');
    if (!existsSync(file)) return undefined;
    return Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  }

  /**
   * A process id alone says little: after a crash it may be another process's, and a copied checkout has
   * the original's. A server's working folder is its data folder.
   * @param {number} pid
   */
  #serves(pid) {
    try {
      return existsSync('/proc/self/cwd')
        ? readlinkSync(`/proc/${pid}/cwd`) === realpathSync(this.data)
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(this.data);
    } catch {
      return false;
    }
  }

  #logTail() {
    return existsSync(this.log) ? readFileSync(this.log, 'utf8').split('\n').slice(-20).join('\n') : '';
  }

  /**
   * @param {Programs} programs
   * @param {string} program
   * @param {string[]} args
   */
  async #run({ binaries, account }, program, args) {
    await run(path.join(binaries, program), args, {
      uid: account?.uid,
      gid: account?.gid,
      cwd: this.home,
      // Messages in English, and no PG* variable of the caller's that would mean another server.
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
  }
}
