// @ts-check
// The web client as a child process: built when its inputs have changed, started, in development or not.

import path from 'node:path';
import { NextBuild } from './next-build.mjs';
import { Child } from './processes.mjs';
import { root } from './project.mjs';
import { ready } from './server.mjs';

const FOLDER = path.join(root, 'web-client');

/** Its build. */
export const webClient = new NextBuild('web-client', 'web-client', [
  'web-client',
  'bindings',
  'package-lock.json',
  'tsconfig.json',
]);

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
