// @ts-check
// One process at a time: a lock file that names its holder, and that a crashed holder does not keep.

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkDataFolder, dataFolder } from './project.mjs';

const RETRY_MS = 100;

/**
 * Runs `work` while no other process holds the lock of that name.
 * @template T
 * @param {string} name
 * @param {number} patienceSeconds how long to wait for another holder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, patienceSeconds, work) {
  checkDataFolder();
  const file = path.join(dataFolder, `${name}.lock`);
  const deadline = Date.now() + patienceSeconds * 1000;
  while (!acquire(file)) {
    if (Date.now() > deadline) {
      throw new Error(
        `Process ${holderOf(file)} has held ${file} for ${patienceSeconds} s. Is it stuck? Remove the file if so.`,
      );
    }
    await sleep(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Whether a process with this id runs, whoever owns it.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}

/**
 * Takes the lock, if it is free or its holder is dead.
 * @param {string} file
 */
function acquire(file) {
  const ticket = `${file}.${process.pid}`;
  writeFileSync(ticket, String(process.pid));
  try {
    const holder = holderOf(file);
    if (holder !== undefined && !isAlive(holder)) discard(file, holder);
    // A link appears whole or not at all: nobody ever reads a lock without its holder.
    linkSync(ticket, file);
    return true;
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'EEXIST') return false;
    throw failure;
  } finally {
    rmSync(ticket, { force: true });
  }
}

/**
 * Removes a dead process's lock, and no other: two processes may find the same dead holder at once, and
 * the slower one must not remove the lock that the faster one has taken since.
 * @param {string} file
 * @param {number} deadHolder
 */
function discard(file, deadHolder) {
  const removed = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, removed);
  } catch {
    return;
  }
  if (holderOf(removed) !== deadHolder) linkSync(removed, file);
  rmSync(removed);
}

/** @param {string} file */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
