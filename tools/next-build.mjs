// @ts-check
// A Next.js application, built when its inputs have changed.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { Child, run } from './processes.mjs';
import { root } from './project.mjs';

const PATIENCE_SECONDS = 600;

/** What is written in its folder by builds and checks. */
const OUTPUTS = new Set(['node_modules', '.next', 'next-env.d.ts', 'tsconfig.tsbuildinfo']);

const ENVIRONMENT = { NEXT_TELEMETRY_DISABLED: '1' };

/** A folder with a Next.js application. */
export class NextBuild {
  #name;
  #folder;
  #inputs;
  #stamp;

  /**
   * @param {string} name names its logs
   * @param {string} folder where it is
   * @param {string[]} inputs everything that the build reads
   */
  constructor(name, folder, inputs) {
    this.#name = name;
    this.#folder = path.join(root, folder);
    this.#inputs = inputs;
    this.#stamp = path.join(this.#folder, '.next/built-from');
  }

  /** Whether the last build was made from what is there now. */
  get isFresh() {
    return existsSync(this.#stamp) && readFileSync(this.#stamp, 'utf8') === this.#inputHash();
  }

  /** Builds it, unless that has been done. */
  async make() {
    await withLock(this.#name, PATIENCE_SECONDS, async () => {
      if (this.isFresh) return;
      const hash = this.#inputHash();
      await run(`${this.#name}-build`, process.execPath, [next(), 'build', this.#folder], { env: ENVIRONMENT });
      writeFileSync(this.#stamp, hash);
    });
  }

  /**
   * Serves what was built.
   * @param {number} port of this machine alone
   */
  start(port) {
    const where = ['--hostname', '127.0.0.1', '--port', String(port)];
    return new Child(`${this.#name}-${port}`, process.execPath, [next(), 'start', this.#folder, ...where], {
      env: ENVIRONMENT,
    });
  }

  /** One hash over the names and contents of the inputs, and over the Node that runs the build. */
  #inputHash() {
    const hash = createHash('sha256').update(process.version);
    for (const file of this.#inputs.flatMap((input) => filesUnder(input))) {
      hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
    }
    return hash.digest('hex');
  }
}

/**
 * @param {string} entry a file or a folder of the project
 * @returns {string[]} its files, in a fixed order
 */
function filesUnder(entry) {
  const absolute = path.join(root, entry);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [entry];
  const names = readdirSync(absolute).filter((name) => !OUTPUTS.has(name));
  return names.sort().flatMap((name) => filesUnder(path.join(entry, name)));
}

function next() {
  return createRequire(path.join(root, 'tests/package.json')).resolve('next/dist/bin/next');
}
