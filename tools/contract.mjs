// @ts-check
// `just contract`: what the API has changed since the last release, and what of it breaks old clients.

import { Child } from './processes.mjs';
import { runProgram } from './program.mjs';
import { step } from './progress.mjs';
import { buildServer } from './server.mjs';

/** @param {string[]} options */
async function contract(options) {
  const binary = await step('Building the server', () => buildServer());
  const { code } = await new Child('contract', binary, ['contract', ...options], { show: true }).ended;
  return code ?? 1;
}

await runProgram(() => contract(process.argv.slice(2)), { statusWhenStopped: 130 });
