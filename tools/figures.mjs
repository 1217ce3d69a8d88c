// @ts-check
// `just figures`: how fast the optimised server is, and a backtest beside its peers. Server and database have two cores;
// where there are four, who measures has the others. `just figures intake` measures those of that name alone.

import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { holdDatabase } from './database.mjs';
import { Child, run } from './processes.mjs';
import { atEnd, runProgram } from './program.mjs';
import { say, step } from './progress.mjs';
import { dataFolder, root } from './project.mjs';
import { buildBacktestSpeed, buildOptimisedServer, buildServerAndTests } from './server.mjs';
import { makeVirtualEnvironment } from './virtual-environment.mjs';

/** What the server is measured in: the modules of `tests/figures`. */
const OF_THE_SERVER = ['intake', 'stream', 'procedures', 'lists', 'memory'];
const FIGURES = [...OF_THE_SERVER, 'backtest'];
/** A year of minutes, crossed over by averages of so many. */
const [CANDLES, FAST, SLOW] = ['525600', '10', '30'];

/** @param {string[]} names */
async function measure(names) {
  const unknown = names.find((name) => !FIGURES.includes(name));
  if (unknown) throw new Error(`There are no figures named "${unknown}": there are ${FIGURES.join(', ')}.`);
  const chosen = FIGURES.filter((name) => names.length === 0 || names.includes(name));
  const ofTheServer = chosen.filter((name) => OF_THE_SERVER.includes(name));
  const code = ofTheServer.length > 0 ? await measureServer(ofTheServer) : 0;
  if (chosen.includes('backtest')) await measureBacktest();
  return code;
}

/** @param {string[]} names */
async function measureServer(names) {
  // The measuring program's own books; what is measured has a database server of its own.
  const database = await step('Starting the database', () => holdDatabase(say));
  atEnd(() => database.release());
  await step('Building what measures', buildServerAndTests);
  const binary = await step('Building the server, optimised', buildOptimisedServer);
  const selection = names.map((name) => `figures::${name}::`);
  const test = ['cargo', 'test', '--quiet', '--workspace', '--test', 'tickwire', '--', ...selection];
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

/** The same crossover over the same candles by `backtesting`, by `nautilus_trader` and by us. */
async function measureBacktest() {
  const examples = path.join(root, 'crates/backtest/examples');
  const requirements = path.join(examples, 'requirements.txt');
  const python = await step('Installing the peers', () => makeVirtualEnvironment('backtest', requirements));
  const program = await step('Building ours, optimised', buildBacktestSpeed);
  const candles = path.join(dataFolder, 'figures', `${CANDLES}-candles.csv`);
  mkdirSync(path.dirname(candles), { recursive: true });
  const peers = [path.join(examples, 'peers.py'), candles, CANDLES, FAST, SLOW];
  await python.run('python', peers, { env: { TQDM_DISABLE: '1' }, show: true });
  await run('figures-backtest', program, [candles, FAST, SLOW], { show: true });
}

await runProgram(() => measure(process.argv.slice(2)), { statusWhenStopped: 130 });
