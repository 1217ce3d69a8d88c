// @ts-check
// The Rust server as a child process: built, migrated and seeded, run until it is ready.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseJson } from './json.mjs';
import { Child, run } from './processes.mjs';
import { dataFolder } from './project.mjs';

const READY_SECONDS = 60;
const POLL_MS = 50;

/**
 * A line of what cargo says to programs, as far as it is read here.
 * @typedef {{ target?: { name: string }, profile?: { test: boolean }, executable?: string | null }} CargoMessage
 */

/**
 * Builds the binary, in the profile that the tests build in too. Optimising it would take minutes more and
 * change nothing that a person at one keyboard notices.
 * @param {string} log names the log
 * @returns {Promise<string>} its path
 */
export function buildServer(log = 'cargo-build') {
  return build(log, ['--package', 'tickwire-server', '--bin', 'tickwire']);
}

/**
 * Builds the program of procedures that `tests/oracle` holds against `@trpc/server`.
 * @returns {Promise<string>} its path
 */
export function buildOracle() {
  return build('cargo-build-oracle', ['--package', 'tickwire-rspc-axum', '--example', 'oracle'], 'oracle');
}

/**
 * Builds the program that `tests/differential` holds against `@prisma/client`.
 * @returns {Promise<string>} its path
 */
export function buildDifferential() {
  // The build of all tests: alone, its dependencies would have other features and compile once more.
  return build('cargo-build-tests', ['--workspace', '--bins', '--tests'], 'differential');
}

/**
 * Builds the program whose statistics `tests/statistics` holds against empyrical.
 * @returns {Promise<string>} its path
 */
export function buildStatistics() {
  return build('cargo-build-statistics', ['--package', 'tickwire-trading', '--example', 'statistics'], 'statistics');
}

/**
 * Builds the blog that `tests/t3` puts behind a scaffolded front end.
 * @returns {Promise<string>} its path
 */
export function buildBlog() {
  return build('cargo-build-blog', ['--package', 'tickwire-example-t3-posts', '--bin', 't3-posts'], 't3-posts');
}

/**
 * Builds the server of the benchmark's jobs, optimised.
 * @returns {Promise<string>} its path
 */
export function buildPeers() {
  return build('cargo-build-peers', ['--release', '--package', 'tickwire-example-peers'], 'peers');
}

/**
 * Builds the program that runs one backtest by the clock.
 * @returns {Promise<string>} its path
 */
export function buildBacktestSpeed() {
  const example = ['--package', 'tickwire-backtest', '--example', 'speed'];
  return build('cargo-build-speed', ['--release', ...example], 'speed');
}

/**
 * Builds the binary as it is deployed.
 * @returns {Promise<string>} its path
 */
export function buildOptimisedServer() {
  return build('cargo-build-release', ['--release', '--package', 'tickwire-server', '--bin', 'tickwire']);
}

/**
 * Builds the binary together with all tests. In one build they share the dependencies' features, and
 * nothing is compiled twice.
 * @returns {Promise<string>} the binary's path
 */
export function buildServerAndTests() {
  return build('cargo-build-tests', ['--workspace', '--bins', '--tests']);
}

/**
 * @param {string} log
 * @param {string[]} selection what cargo is to build
 * @param {string} name of the program
 * @returns {Promise<string>} the program's path
 */
async function build(log, selection, name = 'tickwire') {
  const answers = path.join(dataFolder, 'log', `${log}.json`);
  await run(log, 'cargo', ['build', ...selection, '--message-format=json-render-diagnostics'], { answers });
  // Cargo says where it put the binary: the target folder may be anywhere.
  for (const line of readFileSync(answers, 'utf8').trimEnd().split('\n')) {
    const message = /** @type {CargoMessage} */ (parseJson(line));
    const isBinary = message.target?.name === name && message.profile?.test === false;
    if (isBinary && message.executable) return message.executable;
  }
  throw new Error(`Cargo built no ${name}.`);
}

/**
 * Brings the database's schema up to date.
 * @param {string} binary
 * @param {string} databaseUrl the owner's
 * @param {string} log
 */
export function migrate(binary, databaseUrl, log = 'migrate') {
  return run(log, binary, ['migrate'], { env: { DATABASE_URL: databaseUrl } });
}

/**
 * Puts the demo data in.
 * @param {string} binary
 * @param {string} databaseUrl the owner's
 * @param {string} log
 */
export function seed(binary, databaseUrl, log = 'seed') {
  return run(log, binary, ['seed'], { env: { DATABASE_URL: databaseUrl } });
}

/**
 * @typedef {object} ServeOptions
 * @property {string} databaseUrl the owner's
 * @property {number} port
 * @property {string} publicUrl the page's origin
 * @property {string} [log] names the log
 * @property {Record<string, string>} [settings] what else it is told, by environment variable
 */

/**
 * Starts the server and waits until it takes requests.
 * @param {string} binary
 * @param {ServeOptions} options
 */
export async function serve(binary, { databaseUrl, port, publicUrl, log = 'server', settings = {} }) {
  const env = { ...settings, DATABASE_URL: databaseUrl, TICKWIRE_PORT: String(port), TICKWIRE_PUBLIC_URL: publicUrl };
  const child = new Child(log, binary, ['serve'], { env });
  await ready(child, `http://127.0.0.1:${port}/readyz`);
  return child;
}

/**
 * Waits until the address answers well.
 * @param {Child} child who is to answer there
 * @param {string} url
 */
export async function ready(child, url) {
  const deadline = Date.now() + READY_SECONDS * 1000;
  while (!(await answers(url))) {
    if (child.ending) throw new Error(child.report());
    if (Date.now() > deadline) {
      await child.stop();
      throw new Error(
        `${child.name} did not answer at ${url} within ${READY_SECONDS} s. The end of its log:\n\n${child.tail()}`,
      );
    }
    await sleep(POLL_MS);
  }
}

/** @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
