// @ts-check
// `just figures`: how fast the optimised server is. Server and database have two cores; where there are four, who
// measures has the others. `just figures intake` measures those of that name alone.

import { availableParallelism } from 'node:os';
import { holdDatabase } from './database.mjs';
import { Child } from './processes.mjs';
import { atEnd, runProgram } from './program.mjs';
import { say, step } from './progress.mjs';
import { buildOptimisedServer, buildServerAndTests } from './server.mjs';

/** @param {string[]} args */
async function measure([name = '']) {
  // The measuring program's own books; what is measured has a database server of its own.
  const database = await step('Starting the database', () => holdDatabase(say));
  atEnd(() => database.release());
  await step('Building what measures', buildServerAndTests);
  const binary = await step('Building the server, optimised', buildOptimisedServer);
  const test = ['cargo', 'test', '--quiet', '--workspace', '--test', 'tickwire', '--', `figures::${name}`];
  const options = ['--ignored', '--nocapture', '--test-threads=1'];
  const shared = availableParallelism() < 4;
  const [command = '', ...rest] = [...(shared ? [] : ['taskset', '-c', '2,3']), ...test, ...options];
  const env = {
    DATABASE_URL: database.url,
    TICKWIRE_BINARY: binary,
    ...(shared ? {} : { TICKWIRE_MEASURED_CORES: '0,1' }),
  };
  const { code } = await new Child('figures', command, rest, { env, show: true }).ended;
  return code ?? 1;
}

await runProgram(() => measure(process.argv.slice(2)), { statusWhenStopped: 130 });
