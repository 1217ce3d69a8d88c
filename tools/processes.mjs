// @ts-check
// Child processes, each in a process group of its own, so that ending one ends all that it started.

import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolder, root } from './project.mjs';

const GRACE_MS = 15_000;
const KILL_MS = 2_000;
const POLL_MS = 50;
const TAIL_LINES = 30;
/** What a shell says of a program that it cannot start. */
const NOT_STARTED = 127;
/** A log is read in editors. */
const PLAIN = { NO_COLOR: '1', FORCE_COLOR: undefined };
/** A child that writes to a pipe is told that its output ends on a terminal. */
const COLOURS = { FORCE_COLOR: '1', CARGO_TERM_COLOR: 'always' };

/**
 * @typedef {object} Options
 * @property {string} [cwd]
 * @property {Record<string, string | undefined>} [env] beside this process's own environment
 * @property {string} [answers] a file for its standard output, where that is for programs and not for people
 * @property {boolean} [show] whether the output goes to the terminal as well as to the log
 */

/** @typedef {{ code: number | null, signal: NodeJS.Signals | null }} Ending */

/** @type {Set<Child>} */
const running = new Set();

/** A running child. */
export class Child {
  #stopping = false;

  /**
   * @param {string} name names the child and its log
   * @param {string} command
   * @param {string[]} args
   * @param {Options} [options]
   */
  constructor(name, command, args, { cwd = root, env = {}, answers, show = false } = {}) {
    this.name = name;
    this.log = path.join(dataFolder, 'log', `${name}.log`);
    mkdirSync(path.dirname(this.log), { recursive: true });
    const log = openSync(this.log, 'w');
    const stdout = answers === undefined ? log : openSync(answers, 'w');
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...(show ? (process.stdout.isTTY ? COLOURS : {}) : PLAIN), ...env },
      stdio: show ? ['ignore', 'pipe', 'pipe'] : ['ignore', stdout, log],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (/** @type {Buffer} */ data) => {
        process.stdout.write(data);
        appendFileSync(this.log, data);
      });
    }
    for (const file of new Set([log, stdout])) closeSync(file);
    this.pid = child.pid;
    running.add(this);
    /** @type {Ending | undefined} */
    this.ending = undefined;
    /** @type {Promise<Ending>} */
    this.ended = new Promise((resolve) => {
      const end = (/** @type {Ending} */ ending) => {
        running.delete(this);
        this.ending = ending;
        resolve(ending);
      };
      // What it has left running, nobody would end any more.
      child.once('exit', () => {
        if (this.pid !== undefined && !this.#stopping) signalGroup(this.pid, 'SIGTERM');
      });
      child.once('error', (failure) => {
        appendFileSync(this.log, `${failure.message}\n`);
        end({ code: NOT_STARTED, signal: null });
      });
      // Shown output is to be complete; a log is, without waiting for grandchildren to let go of it.
      if (show) child.once('close', (code, signal) => end({ code, signal }));
      else child.once('exit', (code, signal) => end({ code, signal }));
    });
  }

  /**
   * Waits for the end, which has to be a good one.
   * @returns {Promise<void>}
   */
  async success() {
    const { code } = await this.ended;
    if (code !== 0) throw new Error(this.report());
  }

  /** How it ended and what it said last. */
  report() {
    const { code, signal } = this.ending ?? {};
    const how = signal ? `was ended by ${signal}` : `ended with status ${code}`;
    return `${this.name} ${how}. The end of ${path.relative(root, this.log)}:\n\n${this.tail()}`;
  }

  /** The last lines of its log. */
  tail() {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  }

  /**
   * Ends it and all that it started: kindly, and after a while not so.
   * @param {NodeJS.Signals} signal
   */
  async stop(signal = 'SIGTERM') {
    const group = this.pid;
    if (group === undefined) return;
    this.#stopping = true;
    signalGroup(group, signal);
    // Its own children may outlive the child by a moment.
    if (await groupEnds(group, GRACE_MS)) return;
    signalGroup(group, 'SIGKILL');
    await groupEnds(group, KILL_MS);
  }
}

/**
 * Runs a program to its end. What it says is in `.data/log/<name>.log`, and in the error if it fails.
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 */
export async function run(name, command, args, options) {
  await new Child(name, command, args, options).success();
}

/**
 * Ends every child that runs.
 * @param {NodeJS.Signals} [signal]
 */
export async function stopAll(signal) {
  await Promise.all([...running].map((child) => child.stop(signal)));
}

/**
 * @param {number} group
 * @param {number} patienceMs
 * @returns {Promise<boolean>} whether nobody of the group is left
 */
async function groupEnds(group, patienceMs) {
  const deadline = Date.now() + patienceMs;
  while (signalGroup(group, 0)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/**
 * @param {number} group
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether anyone was there to hear it
 */
function signalGroup(group, signal) {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}
