// @ts-check
// The frame of a program that starts others: however it ends, everything that it started ends with it.

import { setTimeout as sleep } from 'node:timers/promises';
import { stopAll } from './processes.mjs';
import { say } from './progress.mjs';

const PARENT_POLL_MS = 500;

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
 * end of the process that started it.
 * @param {() => Promise<number>} main returns the exit status
 * @param {{ statusWhenStopped: number }} options
 */
export async function runProgram(main, { statusWhenStopped }) {
  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
    void parentEnds().then(resolve);
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

/** Resolves when this process is adopted: a runner that was killed cannot pass the signal on. */
async function parentEnds() {
  const parent = process.ppid;
  while (process.ppid === parent) await sleep(PARENT_POLL_MS, undefined, { ref: false });
}
