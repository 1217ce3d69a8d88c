// @ts-check
// Who uses the embedded database: a server that was started for a few processes ends with the last of them.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from '../lock.mjs';
import { dataFolder } from '../project.mjs';

const FOLDER = path.join(dataFolder, 'holders');

/** Says that this process uses the database. */
export function hold() {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path.join(FOLDER, String(process.pid)), '');
}

/**
 * Says that this process no longer does.
 * @returns {boolean} whether it was the last that did
 */
export function release() {
  rmSync(path.join(FOLDER, String(process.pid)), { force: true });
  const others = readdirSync(FOLDER).filter((name) => {
    if (isAlive(Number(name))) return true;
    // Left by a process that was killed.
    rmSync(path.join(FOLDER, name), { force: true });
    return false;
  });
  return others.length === 0;
}
