// @ts-check
// Python environments under `.data`, each with the packages of a file: made once for the same file.

import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { run } from './processes.mjs';
import { dataFolder } from './project.mjs';

/** @import { Options } from './processes.mjs' */

const PATIENCE_SECONDS = 600;

export class VirtualEnvironment {
  #folder;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
  }

  /**
   * Runs one of its programs to its end, which has to be a good one.
   * @param {string} program
   * @param {string[]} args
   * @param {Options} [options]
   */
  async run(program, args, { env = {}, ...options } = {}) {
    const bin = path.join(this.#folder, 'bin');
    // Its programs find each other.
    const search = [bin, process.env.PATH].join(path.delimiter);
    await run(`python-${program}`, path.join(bin, program), args, { ...options, env: { ...env, PATH: search } });
  }
}

/**
 * Makes the environment of that name, unless it is there with these packages.
 * @param {string} name
 * @param {string} requirements the file that names the packages
 */
export async function makeVirtualEnvironment(name, requirements) {
  const folder = path.join(dataFolder, 'python', name);
  const installed = path.join(folder, 'requirements.txt');
  await withLock(`python-${name}`, PATIENCE_SECONDS, async () => {
    if (existsSync(installed) && readFileSync(installed, 'utf8') === readFileSync(requirements, 'utf8')) return;
    rmSync(folder, { recursive: true, force: true });
    await run('python-venv', 'python3', ['-m', 'venv', folder]);
    const install = ['-m', 'pip', 'install', '--disable-pip-version-check', '--requirement', requirements];
    await run('python-pip', path.join(folder, 'bin/python'), install);
    copyFileSync(requirements, installed);
  });
  return new VirtualEnvironment(folder);
}
