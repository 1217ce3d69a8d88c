// @ts-check
// The ports and addresses that the environment (and `.env`) asks for.

import { isFree } from './ports.mjs';
import { loadEnvironment } from './project.mjs';

/** @typedef {{ apiPort: number, webPort: number, apiUrl: string, publicUrl: string, server: Record<string, string> }} Settings */

/** @returns {Settings} */
export function readSettings() {
  loadEnvironment();
  const apiPort = portFrom('TICKWIRE_PORT', 4000);
  const webPort = portFrom('TICKWIRE_WEB_PORT', 3000);
  if (apiPort === webPort) throw new Error(`TICKWIRE_PORT and TICKWIRE_WEB_PORT are both ${apiPort}.`);
  const publicUrl = process.env.TICKWIRE_PUBLIC_URL || `http://localhost:${webPort}`;
  // Prices move, so that there is something to see.
  const server = { TICKWIRE_SIMULATOR: process.env.TICKWIRE_SIMULATOR || '1' };
  return { apiPort, webPort, apiUrl: `http://127.0.0.1:${apiPort}`, publicUrl, server };
}

/**
 * Refuses ports that somebody listens on.
 * @param {Settings} settings
 */
export async function requireFreePorts({ apiPort, webPort }) {
  const wanted = /** @type {const} */ ([
    ['server', 'TICKWIRE_PORT', apiPort],
    ['web client', 'TICKWIRE_WEB_PORT', webPort],
  ]);
  const problems = [];
  for (const [who, variable, port] of wanted) {
    if (await isFree(port)) continue;
    problems.push(`Port ${port} is taken, and the ${who} needs it. Free it, or set ${variable} to another one.`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/**
 * @param {string} variable
 * @param {number} fallback
 */
function portFrom(variable, fallback) {
  const text = process.env[variable];
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${variable} is "${text}", which is no port: give a number from 1 to 65535.`);
}
