// @ts-check
// The web client as a child process: built when its inputs have changed, started, in development or not.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { Child, run } from './processes.mjs';
import { root } from './project.mjs';
import { ready } from './server.mjs';

const FOLDER = path.join(root, 'web-client');
const STAMP = path.join(FOLDER, '.next/built-from');
const PATIENCE_SECONDS = 600;

/** Everything that the build reads. */
const INPUTS = ['web-client', 'bindings', 'package-lock.json', 'tsconfig.json'];
/** What is written there by builds and checks. */
const OUTPUTS = new Set(['node_modules', '.next', 'next-env.d.ts', 'tsconfig.tsbuildinfo']);

/** Whether the last build was made from what is there now. */
export function webClientIsBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputHash();
}

/** Builds the web client, unless that has been done. */
export async function buildWebClient() {
  await withLock('web-client', PATIENCE_SECONDS, async () => {
    if (webClientIsBuilt()) return;
    const hash = inputHash();
    await run('web-client-build', 'npm', ['run', 'build'], { cwd: FOLDER });
    writeFileSync(STAMP, hash);
  });
}

/**
 * @typedef {object} WebOptions
 * @property {number} port
 * @property {string} apiUrl where the server is
 * @property {string} [log] names the log
 * @property {boolean} [reload] whether it runs from its sources and follows them
 */

/**
 * Starts the web client and waits until it serves pages.
 * @param {WebOptions} options
 */
export async function startWebClient({ port, apiUrl, log = 'web-client', reload = false }) {
  const env = { TICKWIRE_WEB_PORT: String(port), TICKWIRE_API_URL: apiUrl };
  const child = new Child(log, 'npm', ['run', reload ? 'dev' : 'start'], { cwd: FOLDER, env });
  await ready(child, `http://localhost:${port}/login`);
  return child;
}

/** One hash over the names and contents of the inputs, and over the Node that runs the build. */
function inputHash() {
  const hash = createHash('sha256').update(process.version);
  for (const file of INPUTS.flatMap((input) => filesUnder(input))) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex');
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
