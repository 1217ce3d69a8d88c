/** The Python example trades against a server that is killed under it: its own arithmetic is what the server has. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot, Position, Signal } from '@tickwire/bindings';
import { root } from '../../tools/project.mjs';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { DEMO, MOMENTUM_KEY, httpClient, logIn, type Client } from '../wire/clients';

const BOT = path.join(root, 'examples/bots/python/bot.py');
/** After which of its signals the server is killed. */
const KILLS = [7, 20, 40];

let stack: Stack;
let client: Client;
before(async () => {
  stack = await startStack();
  client = httpClient(stack.apiUrl, { key: MOMENTUM_KEY });
});
after(() => stack.stop());

test('a run with three kills ends with the position that the bot predicts, to the last decimal', async () => {
  let sent = 0;
  let restarted = Promise.resolve();
  const run = await runBot(['--pause', '0.02'], (line) => {
    if (!isSignal(line)) return;
    sent += 1;
    if (KILLS.includes(sent)) restarted = stack.killServer().then(() => stack.startServer());
  });
  await restarted;
  assert.equal(run.status, 0, run.errors);
  // It did meet a server that was away.
  assert.match(run.errors, /Tickwire is away; trying again/);
  assert.deepEqual(predicted(run.lines), amountsOf(await openPosition()));

  const signals = await signalsOf('crossover');
  const [start, ...orders] = signals;
  assert.match(start?.rejectReason ?? '', /^open_position: /, 'there was nothing to close');
  assert.ok(orders.every(({ status }) => status === 'EXECUTED'));
  // Each of its signals once, in its order, and nothing else.
  const said = run.lines.filter(isSignal).map((line) => line.split(' ')[0]);
  assert.deepEqual(
    signals.map(({ dedupKey }) => dedupKey),
    said,
  );
});

test('the same run again changes nothing', async () => {
  const [signals, position] = [await signalsOf('crossover'), await openPosition()];
  const run = await runBot([]);
  assert.equal(run.status, 0, run.errors);
  assert.ok(run.lines.filter(isSignal).every((line) => line.endsWith('already taken')));
  assert.deepEqual([await signalsOf('crossover'), await openPosition()], [signals, position]);
});

test('a name that no bot has ends the run with a sentence', async () => {
  const run = await runBot(['--bot', 'nobody']);
  assert.equal(run.status, 1);
  assert.equal(run.errors.trim(), 'Tickwire refuses: there is no bot named nobody');
});

test('another run closes what the first one left, and predicts its own', async () => {
  const run = await runBot(['--run', 'again']);
  assert.equal(run.status, 0, run.errors);
  assert.deepEqual(predicted(run.lines), amountsOf(await openPosition()));
  assert.ok((await signalsOf('again')).every(({ status }) => status === 'EXECUTED'));
});

test('it waits and goes on as it is told, and its prediction holds', async () => {
  const { client: person } = await logIn(stack.apiUrl, DEMO);
  const bot = await momentum(person);
  const told = async (input: { kind: 'PAUSE' | 'FLATTEN' } | { kind: 'CUSTOM'; payload: { go: boolean } }) => {
    const { id } = await person.bots.command.mutate({ id: bot.id, ...input });
    for (;;) {
      const { items } = await person.bots.commands.query({ id: bot.id });
      const answer = items.find((command) => command.id === id);
      if (answer?.status !== 'WAITING') return answer?.result;
      await sleep(20);
    }
  };
  const running = runBot(['--run', 'told', '--pause', '0.05']);
  assert.equal(await told({ kind: 'PAUSE' }), 'It waits.');
  const sent = (await signalsOf('told')).length;
  await sleep(1_000);
  assert.equal((await signalsOf('told')).length, sent);
  assert.equal(await told({ kind: 'CUSTOM', payload: { go: true } }), 'It goes on.');
  const run = await running;
  assert.equal(run.status, 0, run.errors);
  assert.deepEqual(predicted(run.lines), amountsOf(await openPosition()));

  const asked = runBot(['--run', 'asked', '--pause', '0.05']);
  assert.equal(await told({ kind: 'PAUSE' }), 'It waits.');
  await person.bots.pause.mutate({ id: bot.id });
  await reports(person, 'PAUSED');
  await person.bots.start.mutate({ id: bot.id });
  assert.equal((await asked).status, 0);
  assert.deepEqual(predicted((await asked).lines), amountsOf(await openPosition()));
  await reports(person, 'STOPPED');

  const flattened = runBot(['--run', 'flattened', '--pause', '0.05']);
  assert.equal(await told({ kind: 'FLATTEN' }), 'It closes what it holds, and ends.');
  assert.equal((await flattened).status, 0);
});

test('it hears commands after the server was away, and ends while it is away', async () => {
  const { client: person } = await logIn(stack.apiUrl, DEMO);
  const bot = await momentum(person);
  let stop: () => void = () => undefined;
  const running = runBot(
    ['--run', 'away', '--pause', '0.2'],
    undefined,
    (child) => (stop = () => child.kill('SIGTERM')),
  );
  await reports(person, 'RUNNING');
  await stack.killServer();
  await stack.startServer();
  const again = (await logIn(stack.apiUrl, DEMO)).client;
  await again.bots.command.mutate({ id: bot.id, kind: 'PAUSE' });
  await reports(again, 'PAUSED');
  await stack.killServer();
  stop();
  const { status, errors } = await running;
  assert.equal(status, 0, errors);
  await stack.startServer();
});

test('a refusal ends the run with the sentence of the server', async () => {
  const revoked = await runBot(['--run', 'revoked', '--key', 'tw_demo_revoked_key']);
  assert.deepEqual([revoked.status, revoked.errors], [1, 'Tickwire refuses: this API key was revoked\n']);
  const unknown = await runBot(['--run', 'unknown', '--symbol', 'NOPE']);
  const sentence = 'Tickwire refuses: BINANCE:NOPE is not an instrument that can be traded here\n';
  assert.deepEqual([unknown.status, unknown.errors], [1, sentence]);
});

async function momentum(person: Client): Promise<Bot> {
  const bot = (await person.bots.list.query({})).items.find(({ name }) => name === 'momentum');
  return bot ?? assert.fail('the demo has no such bot');
}

/** Waits until the bot says that it is so. */
async function reports(person: Client, status: Bot['status']): Promise<void> {
  while ((await momentum(person)).status !== status) await sleep(20);
}

type Run = { status: number | null; lines: string[]; errors: string };

async function runBot(
  options: string[],
  onLine: (line: string) => void = () => undefined,
  onStart: (bot: ChildProcess) => void = () => undefined,
): Promise<Run> {
  const bot = spawn('python3', [BOT, '--url', stack.apiUrl, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  onStart(bot);
  const lines: string[] = [];
  let errors = '';
  createInterface(bot.stdout).on('line', (line) => {
    lines.push(line);
    onLine(line);
  });
  bot.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    bot.once('error', reject);
    bot.once('close', resolve);
  });
  return { status, lines, errors };
}

function isSignal(line: string): boolean {
  return /^[a-z]+-(start|\d+) /.test(line);
}

/** The first column of the bot's closing table. */
function predicted(lines: string[]): string[] {
  const heading = lines.findIndex((line) => line.trim().startsWith('predicted'));
  return lines.slice(heading + 1).map((line) => line.split(/\s+/)[1] ?? '');
}

function amountsOf({ signedQty, openCost, grossRealized, fees, netPnl }: Position): string[] {
  return [signedQty, openCost, grossRealized, fees, netPnl];
}

async function openPosition(): Promise<Position> {
  const { items } = await client.positions.getAll.query({ status: 'OPEN' });
  const held = items.find(({ bot, instrument }) => bot.name === 'momentum' && instrument.symbol === 'SOLUSDT');
  assert.ok(held);
  return held;
}

/** The stored signals of a run, oldest first. */
async function signalsOf(run: string): Promise<Signal[]> {
  const signals: Signal[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Client['signals']['list']['query']>> = await client.signals.list.query({ cursor });
    signals.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return signals.filter(({ dedupKey }) => dedupKey.startsWith(`${run}-`)).reverse();
}
