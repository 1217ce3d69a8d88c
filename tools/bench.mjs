// @ts-check
// `just bench`: what a request costs the server, in processor time, of the jobs of `examples/peers` that need no database.
//
// The server's own time is counted, as the kernel has it for each of its threads, so that it matters little how fast the
// client asks or what else the machine does. Of several rounds in turn, each job's cheapest counts.

import { readFileSync, readdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { freePort } from './ports.mjs';
import { Child } from './processes.mjs';
import { runProgram } from './program.mjs';
import { say, step } from './progress.mjs';
import { buildPeers, ready } from './server.mjs';

const ROUNDS = 5;
const CONNECTIONS = 8;

const ORDER = {
  json: {
    clientId: '3f2b8a0e-7c1d-4e5f-9a6b-0c1d2e3f4a5b',
    symbol: 'BTC-USDT',
    side: 'buy',
    type: 'limit',
    quantity: '0.125',
    price: '64000.5',
    leverage: 10,
    reduceOnly: false,
  },
};
const TEN = Array.from({ length: 10 }, () => ORDER);

/**
 * What is asked of the server again and again.
 * @typedef {{ name: string, times: number, path: string, body?: string }} Job
 */

/** @type {Job[]} */
const JOBS = [
  { name: 'health.ping', times: 10_000, path: '/trpc/health.ping' },
  { name: 'echo.order', times: 10_000, path: '/trpc/echo.order', body: JSON.stringify(ORDER) },
  {
    name: 'a batch of 10 echoes',
    times: 2000,
    path: `/trpc/${TEN.map(() => 'echo.order').join(',')}?batch=1`,
    body: JSON.stringify(Object.fromEntries(TEN.entries())),
  },
];

async function bench() {
  if (process.platform !== 'linux') throw new Error('Only Linux says what each thread of a program has used.');
  const binary = await step('Building the jobs’ server, optimised', buildPeers);
  const port = await freePort();
  const child = new Child('peers', binary, [], { env: { PORT: String(port) } });
  await ready(child, `http://127.0.0.1:${port}/trpc/health.ping`);
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  /** @type {Map<string, number>} */
  const cheapest = new Map();
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const job of JOBS) {
      const before = used(child);
      await repeat(job, port, agent);
      const each = (used(child) - before) / job.times;
      if (round > 0) cheapest.set(job.name, Math.min(each, cheapest.get(job.name) ?? Infinity));
    }
  }
  agent.destroy();
  await child.stop();
  for (const [name, nanoseconds] of cheapest) say(`${name.padEnd(24)}${(nanoseconds / 1000).toFixed(1)} µs`);
  return 0;
}

/**
 * The processor time of a program so far, in nanoseconds.
 * @param {Child} child
 */
function used(child) {
  const tasks = `/proc/${child.pid}/task`;
  return readdirSync(tasks)
    .map((task) => Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]))
    .reduce((sum, time) => sum + time, 0);
}

/**
 * Does a job as often as it says, over all connections at once.
 * @param {Job} job
 * @param {number} port
 * @param {Agent} agent
 */
async function repeat(job, port, agent) {
  let left = job.times;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      await ask(job, port, agent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
}

/**
 * @param {Job} job
 * @param {number} port
 * @param {Agent} agent
 * @returns {Promise<void>}
 */
function ask({ name, path, body }, port, agent) {
  const headers = { authorization: 'Bearer token-0000', 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const asked = request({ host: '127.0.0.1', port, path, method, agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${name} was answered with ${answer.statusCode}.`));
      answer.resume().once('end', resolve);
    });
    asked.once('error', reject).end(body);
  });
}

await runProgram(bench, { statusWhenStopped: 130 });
