// @ts-check
// `just test`: every test there is, each kind by its own runner. `just test rust wire` runs those alone.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findChromium } from './chromium.mjs';
import { holdDatabase } from './database.mjs';
import { generateClients } from './differential.mjs';
import { ensurePackages, packagesMatchLock } from './packages.mjs';
import { Child } from './processes.mjs';
import { atEnd, runProgram } from './program.mjs';
import { elapsed, say, step } from './progress.mjs';
import { root } from './project.mjs';
import {
  buildBlog,
  buildDifferential,
  buildOracle,
  buildServer,
  buildServerAndTests,
  buildStatistics,
} from './server.mjs';
import { testPage } from './test-page.mjs';
import { webClient } from './web-client.mjs';

/** The lines with which cargo and Node's runner close: how many passed, how many did not; and what proofs have counted. */
const CLOSING = /^proof: |^test result: |^[ℹ#] (tests|pass|fail|cancelled|skipped|todo) /;

/**
 * One kind of test.
 * @typedef {object} Kind
 * @property {string} title
 * @property {boolean} needsServer
 * @property {boolean} needsWebClient
 * @property {boolean} [needsOracle] the program of procedures that is held against the reference
 * @property {boolean} [needsClients] the clients of six schemas, Rust's and Prisma's
 * @property {boolean} [needsTestPage] the page that plays the scenes of `tests/react`
 * @property {boolean} [needsBlog] the back end of a scaffolded T3 front end
 * @property {boolean} [needsStatistics] the program that computes statistics of returns
 * @property {() => [command: string, ...args: string[]]} command
 */

/** @type {Record<string, Kind>} in the order in which they run */
const KINDS = {
  rust: {
    title: 'Rust: every crate, and the API through its router',
    needsServer: false,
    needsWebClient: false,
    command: () => ['cargo', 'test', '--workspace', '--no-fail-fast'],
  },
  web: {
    title: 'Web client: its pure parts',
    needsServer: false,
    needsWebClient: false,
    command: () => ['npm', 'test', '--workspace', '@tickwire/web-client'],
  },
  bindings: {
    title: 'Bindings: the zod schemas against the server’s own validation, and what the types cost a compiler',
    needsServer: false,
    needsWebClient: false,
    command: () => nodeTests('tests/bindings'),
  },
  differential: {
    title: 'Differential: random queries on the generated Rust clients, held against @prisma/client',
    needsServer: false,
    needsClients: true,
    needsWebClient: false,
    command: () => nodeTests('tests/differential'),
  },
  migrations: {
    title: 'Migrations: `tickwire migrate` and the Prisma CLI, side by side',
    needsServer: true,
    needsWebClient: false,
    command: () => nodeTests('tests/migrations'),
  },
  wire: {
    title: 'Wire: the unmodified tRPC client against the server',
    needsServer: true,
    needsWebClient: false,
    command: () => nodeTests('tests/wire'),
  },
  identity: {
    title: 'Identity: tokens of outside issuers, sessions of Auth.js, sign-in with OpenID Connect',
    needsServer: true,
    needsWebClient: false,
    command: () => nodeTests('tests/identity'),
  },
  oracle: {
    title: 'Oracle: the wire, held against @trpc/server',
    needsServer: false,
    needsOracle: true,
    needsWebClient: false,
    command: () => nodeTests('tests/oracle'),
  },
  react: {
    title: 'React: tRPC’s hooks in Chromium, held against @trpc/server',
    needsServer: false,
    needsOracle: true,
    needsWebClient: false,
    needsTestPage: true,
    command: () => nodeTests('tests/react'),
  },
  statistics: {
    title: 'Statistics: random series of returns, held against empyrical',
    needsServer: false,
    needsStatistics: true,
    needsWebClient: false,
    command: () => nodeTests('tests/statistics'),
  },
  bots: {
    title: 'Bots: the examples against the server',
    needsServer: true,
    needsWebClient: false,
    command: () => nodeTests('tests/bots'),
  },
  openapi: {
    title: 'OpenAPI: a validator, a generated Python client and a conformance fuzzer',
    needsServer: true,
    needsWebClient: false,
    command: () => nodeTests('tests/openapi'),
  },
  t3: {
    title: 'T3: a stock front end from npm on the blog of examples/t3-posts, in Chromium',
    needsServer: false,
    needsWebClient: false,
    needsBlog: true,
    command: () => nodeTests('tests/t3'),
  },
  browser: {
    title: 'Browser: the pages in Chromium',
    needsServer: true,
    needsWebClient: true,
    command: () => nodeTests('tests/browser'),
  },
};

/** @param {string[]} names */
async function test(names) {
  const kinds = names.length === 0 ? Object.values(KINDS) : names.map(kindNamed);
  for (const kind of kinds) kind.command();
  if (!packagesMatchLock()) await step('Installing the npm packages', ensurePackages);
  const database = await step('Starting the database', () => holdDatabase(say));
  atEnd(() => database.release());
  /** @type {Record<string, string>} what the tests find in their environment */
  const env = { DATABASE_URL: database.url };

  if (kinds.some((kind) => kind === KINDS.rust)) {
    env.TICKWIRE_BINARY = await step('Building the server and its tests', buildServerAndTests);
  } else if (kinds.some((kind) => kind.needsServer)) {
    env.TICKWIRE_BINARY = await step('Building the server', () => buildServer());
  }
  if (kinds.some((kind) => kind.needsOracle)) {
    env.ORACLE_BINARY = await step('Building the oracle', buildOracle);
  }
  if (kinds.some((kind) => kind.needsClients)) {
    env.DIFFERENTIAL_BINARY = await step('Building the differential program', buildDifferential);
    await step('Generating Prisma’s clients', generateClients);
  }
  if (kinds.some((kind) => kind.needsStatistics)) {
    env.STATISTICS_BINARY = await step('Building the statistics', buildStatistics);
  }
  if (kinds.some((kind) => kind.needsBlog)) {
    env.T3_POSTS_BINARY = await step('Building the blog', buildBlog);
  }
  if (kinds.some((kind) => kind.needsWebClient)) {
    if (!webClient.isFresh) await step('Building the web client', () => webClient.make());
  }
  if (kinds.some((kind) => kind.needsTestPage)) {
    if (!testPage.isFresh) await step('Building the test page', () => testPage.make());
  }
  if (kinds.some((kind) => kind.needsWebClient || kind.needsTestPage || kind.needsBlog)) {
    const { executablePath } = await step('Finding a Chromium', findChromium);
    say(`             ${executablePath}`);
  }

  const results = [];
  for (const kind of kinds) results.push(await runTests(kind, env));
  say(`\n── After ${elapsed()} s, in the runners' own words`);
  for (const { title, passed, seconds, closing } of results) {
    say(`\n  ${passed ? '✓' : '✗'} ${seconds.padStart(6)} s  ${title}`);
    for (const line of closing) say(`    ${line}`);
  }
  return results.every(({ passed }) => passed) ? 0 : 1;
}

/**
 * @param {Kind} kind
 * @param {Record<string, string>} env
 */
async function runTests({ title, command: commandOf }, env) {
  say(`\n── ${title}\n`);
  const start = Date.now();
  const [command, ...args] = commandOf();
  const child = new Child(`test-${title.split(':', 1)[0]?.toLowerCase().replace(' ', '-')}`, command, args, {
    env,
    show: true,
  });
  const { code } = await child.ended;
  const output = stripVTControlCharacters(readFileSync(child.log, 'utf8')).split('\n');
  const closing = output.filter((line) => CLOSING.test(line));
  return { title, passed: code === 0, seconds: ((Date.now() - start) / 1000).toFixed(1), closing };
}

/**
 * Node's own runner on the test files of a folder, in TypeScript.
 * @param {string} folder
 * @returns {[string, ...string[]]}
 */
function nodeTests(folder) {
  const absolute = path.join(root, folder);
  const files = existsSync(absolute) ? readdirSync(absolute).filter((name) => name.endsWith('.test.ts')) : [];
  if (files.length === 0) throw new Error(`${folder} holds no *.test.ts.`);
  const paths = files.sort().map((name) => path.join(folder, name));
  // One file at a time: each starts a system of its own, and two of them leave nothing of two cores.
  return [process.execPath, '--import', 'tsx', '--test', '--test-concurrency=1', '--test-reporter=spec', ...paths];
}

/** @param {string} name */
function kindNamed(name) {
  const kind = KINDS[name];
  if (kind) return kind;
  throw new Error(`There is no kind of test named "${name}": there are ${Object.keys(KINDS).join(', ')}.`);
}

await runProgram(() => test(process.argv.slice(2)), { statusWhenStopped: 130 });
