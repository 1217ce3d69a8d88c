/** The Node example against a server that is killed under it: it trades, and no command is lost. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BotCommand, BotId } from '@tickwire/bindings';
import { root } from '../../tools/project.mjs';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { DEMO, MOMENTUM_KEY, logIn, type Client } from '../wire/clients';

const BOT = path.join(root, 'examples/bots/node/bot.ts');

let stack: Stack;
let client: Client;
let id: BotId;
before(async () => {
  // Prices that move at once.
  stack = await startStack({ settings: { TICKWIRE_SIMULATOR: '7', TICKWIRE_SIMULATOR_SPEED: '20' } });
  ({ client } = await logIn(stack.apiUrl, DEMO));
  const momentum = (await client.bots.list.query({})).items.find(({ name }) => name === 'momentum');
  assert.ok(momentum);
  id = momentum.id;
});
after(() => stack.stop());

test('it trades, obeys what it is told, before and after the server was away, and ends cleanly', async () => {
  // Sent before it is there.
  const early = await client.bots.command.mutate({ id, kind: 'CUSTOM', payload: { qty: '0.25' } });
  const bot = new Running();
  assert.equal((await answered(early)).result, 'It trades 0.25 from now on.');
  await bot.said(/^target -?0\.25$/);
  const [signal] = (await client.signals.list.query({ botId: id, limit: 1 })).items;
  assert.match(signal?.dedupKey ?? '', /^node-/);

  await stack.killServer();
  await stack.startServer();
  ({ client } = await logIn(stack.apiUrl, DEMO));
  const flatten = await client.bots.command.mutate({ id, kind: 'FLATTEN' });
  assert.deepEqual(
    [(await answered(flatten)).status, (await answered(flatten)).result],
    ['DONE', 'It holds nothing, and is paused.'],
  );
  const reload = await client.bots.command.mutate({ id, kind: 'RELOAD' });
  assert.equal((await answered(reload)).status, 'FAILED');
  await eventually('the close', async () => {
    const { items } = await client.positions.getAll.query({ status: 'OPEN' });
    return !items.some(({ bot, instrument }) => bot.id === id && instrument.symbol === 'ETHUSDT');
  });

  assert.equal(await bot.terminated(), 0, bot.errors);
  const { bot: state } = await client.bots.get.query({ id });
  assert.equal(state.status, 'STOPPED');
  const said = (await client.bots.messages.query({ id })).items.map(({ text }) => text);
  assert.deepEqual([said[0], said.at(-1)], ['It was asked to end.', 'It trades 0.5 of ETHUSDT.']);
});

test('a start ends the pause that it was told', { timeout: 60_000 }, async () => {
  const bot = new Running(['--qty', '0.1']);
  await bot.said(/^target -?0\.1$/);
  const pause = await client.bots.command.mutate({ id, kind: 'PAUSE' });
  assert.equal((await answered(pause)).status, 'DONE');
  const before = bot.lines.length;
  await client.bots.pause.mutate({ id });
  await bot.said(/^asked to be PAUSED$/);
  await client.bots.start.mutate({ id });
  await bot.said(/^asked to be RUNNING$/);
  await eventually('a trade', () =>
    Promise.resolve(bot.lines.slice(before).some((line) => line.startsWith('target '))),
  );
  assert.equal(await bot.terminated(), 0, bot.errors);
});

test('it ends while the server is away', { timeout: 30_000 }, async () => {
  const bot = new Running();
  await bot.said(/^running$/);
  await stack.killServer();
  assert.equal(await bot.terminated(), 0, bot.errors);
  await stack.startServer();
});

test('a refusal ends it with the sentence of the server', async () => {
  const revoked = new Running(['--key', 'tw_demo_revoked_key']);
  assert.equal(await revoked.ended, 1);
  assert.match(revoked.errors, /this API key was revoked/);
});

/** The bot as a program. */
class Running {
  readonly lines: string[] = [];
  errors = '';
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(options: string[] = []) {
    const args = ['--import', 'tsx', BOT, '--url', stack.apiUrl, '--key', MOMENTUM_KEY, ...options];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    createInterface(child.stdout).on('line', (line) => this.lines.push(line));
    child.stderr.on('data', (data: Buffer) => (this.errors += data.toString()));
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    this.#child = child;
  }

  said(line: RegExp): Promise<void> {
    return eventually(`a line like ${line.source}`, () => Promise.resolve(this.lines.some((said) => line.test(said))));
  }

  terminated(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.ended;
  }
}

/** The command once the bot has answered it. */
async function answered({ id: command }: BotCommand): Promise<BotCommand> {
  let found: BotCommand | undefined;
  await eventually('the answer', async () => {
    const { items } = await client.bots.commands.query({ id });
    found = items.find((one) => one.id === command && one.status !== 'WAITING');
    return found !== undefined;
  });
  assert.ok(found);
  return found;
}

async function eventually(what: string, look: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await look())) {
    assert.ok(Date.now() < end, `${what}: not within 30 s`);
    await sleep(50);
  }
}
