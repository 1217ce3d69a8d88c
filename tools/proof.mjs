// @ts-check
// `just proof …`: what `just test` plays a share of, at its full length.

import { holdDatabase } from './database.mjs';
import { Child } from './processes.mjs';
import { atEnd, runProgram } from './program.mjs';
import { say, step } from './progress.mjs';
import { buildServerAndTests } from './server.mjs';

/**
 * A test that takes as long as it is told to.
 * @typedef {{ filter: string, variable: string, count: number }} Proof
 */

/** @type {Record<string, Proof>} */
const PROOFS = {
  schedules: { filter: 'app::schedules', variable: 'TICKWIRE_SCHEDULES', count: 10_000 },
  crashes: { filter: 'server::crashes', variable: 'TICKWIRE_CRASHES', count: 200 },
  disconnects: { filter: 'server::disconnects', variable: 'TICKWIRE_DISCONNECTS', count: 10_000 },
  // TICKWIRE_OTHER_BINARY may say where another version is, which every second one then is of.
  restarts: { filter: 'server::restarts', variable: 'TICKWIRE_RESTARTS', count: 20 },
};

/** @param {string[]} args */
async function prove([name = '', count]) {
  const proof = PROOFS[name];
  if (!proof) throw new Error(`There is no proof named "${name}": there are ${Object.keys(PROOFS).join(', ')}.`);
  const database = await step('Starting the database', () => holdDatabase(say));
  atEnd(() => database.release());
  const binary = await step('Building the server and its tests', buildServerAndTests);
  const selection = ['--workspace', '--test', 'tickwire', '--', proof.filter, '--nocapture'];
  const env = {
    DATABASE_URL: database.url,
    TICKWIRE_BINARY: binary,
    [proof.variable]: count ?? String(proof.count),
  };
  const { code } = await new Child(`proof-${name}`, 'cargo', ['test', ...selection], { env, show: true }).ended;
  return code ?? 1;
}

await runProgram(() => prove(process.argv.slice(2)), { statusWhenStopped: 130 });
