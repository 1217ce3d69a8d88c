// @ts-check
// The frame of a program that starts others: however it ends, everything that it started ends with it.

import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './lock.mjs';
import { stopAll } from './processes.mjs';
import { say } from './progress.mjs';

const STARTERS_POLL_MS = 500;

/** @type {(() => Promise<void>)[]} */
const cleanups = [];

/**
 * Registers what is to be undone at the end, last first.
 * @param {() => Promise<void>} cleanup
 */
export function atEnd(cleanup) {
  cleanups.push(cleanup);
}

/**
 * Runs the program until it is done, fails, or is told to stop: by Ctrl-C, by SIGTERM or SIGHUP, or by the
 * end of a process that it was started through.
 * @param {() => Promise<number>} main returns the exit status
 * @param {{ statusWhenStopped: number }} options
 */
export async function runProgram(main, { statusWhenStopped }) {
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
    void startersEnd().then(resolve);
  });
  // A child's end is a failure, unless it is the stop that ended it: the first to happen counts.
  const status = await Promise.race([
    main().catch((/** @type {unknown} */ failure) => failure),
    stopped.then(() => statusWhenStopped),
  ]);
  if (typeof status !== 'number') say(`\n${status instanceof Error ? status.message : String(status)}`);
  await finish();
  process.exit(typeof status === 'number' ? status : 1);
}

async function finish() {
  // A second Ctrl-C is impatience.
  process.once('SIGINT', () => void stopAll('SIGKILL'));
  await stopAll();
  for (const cleanup of cleanups.reverse()) {
    await cleanup().catch((/** @type {unknown} */ failure) => say(String(failure)));
  }
}

/**
 * Resolves when a process through which this one was started has ended: npx and just do not always pass
 * a signal on.
 */
async function startersEnd() {
  const starters = startersOf(process.ppid);
  while (starters.every(isRunning)) await sleep(STARTERS_POLL_MS, undefined, { ref: false });
}

/**
 * The processes between this one and the person or program that gave the command: they share its process
 * group. Where the system does not show groups (macOS), the parent alone.
 * @param {number} parent
 * @returns {number[]}
 */
function startersOf(parent) {
  const group = lookUp(process.pid)?.group;
  if (group === undefined) return [parent];
  const starters = [];
  for (let pid = parent; lookUp(pid)?.group === group; pid = lookUp(pid)?.parent ?? 0) starters.push(pid);
  return starters;
}

/** @param {number} pid */
function isRunning(pid) {
  // Nobody may have collected its exit status yet.
  return existsSync('/proc/self/stat') ? (lookUp(pid)?.state ?? 'Z') !== 'Z' : isAlive(pid);
}

/**
 * @param {number} pid
 * @returns {{ state: string | undefined, parent: number, group: number } | undefined}
 */
function lookUp(pid) {
  try {
    // `pid (name) state parent group …`, and a name may hold anything.
    const [state, parent, group] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state, parent: Number(parent), group: Number(group) };
  } catch {
    return undefined;
  }
}
