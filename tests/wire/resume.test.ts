/** The server is killed and restarted under its clients: they resume, and nothing is lost or doubled. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Signal } from '@tickwire/bindings';
import { safe } from '@trpc/client';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { MOMENTUM_KEY, httpClient, openSocket, overSocket, type Client } from './clients';
import { onOtherServer } from './other-server';
import { Recorder } from './recorder';

const WAVES = 20;
const SIGNALS_PER_WAVE = 10;
const SIGNALS = WAVES * SIGNALS_PER_WAVE;
/** The waves that the server is killed in. */
const KILLS = [1, 5, 6, 11, 17, 19];

let stack: Stack;
let bot: Client;
before(async () => {
  stack = await startStack();
  bot = httpClient(stack.apiUrl, { key: MOMENTUM_KEY });
});
after(() => stack.stop());

test('two hundred signals and six kills: each is heard once, in order, and executed once', async () => {
  const socket = openSocket(stack.apiUrl, { key: MOMENTUM_KEY });
  const { client, close } = overSocket(socket);
  const { asOf } = await client.signals.list.query({ limit: 1 });
  const held = await quantityHeld();
  const [received, changed] = [new Recorder<Signal>(), new Recorder<Signal>()];
  const subscriptions = [
    client.signals.onNew.subscribe({ lastEventId: asOf }, received),
    client.signals.onChange.subscribe({ lastEventId: asOf }, changed),
  ];
  await Promise.all([received.started(), changed.started()]);

  const keys: string[] = [];
  for (let wave = 0; wave < WAVES; wave += 1) {
    const own = Array.from({ length: SIGNALS_PER_WAVE }, (_, at) => `wave-${wave}-${at}`);
    keys.push(...own);
    let restarted = Promise.resolve();
    const sending = own.map((key) => submitUntilTaken(key, () => restarted));
    await Promise.race(sending);
    // One is acknowledged; the others are on their way, or between two steps of the pipeline.
    if (KILLS.includes(wave)) restarted = stack.killServer().then(() => stack.startServer());
    await Promise.all([...sending, restarted]);
  }

  await received.count(SIGNALS);
  await changed.count(SIGNALS);
  // Whatever was doubled would come before this.
  const last = await bot.signals.submit.mutate(order(randomUUID()));
  await received.until(() => received.data.at(-1)?.id === last.id, 'the last signal');
  await changed.count(SIGNALS + 1);
  subscriptions.forEach((subscription) => subscription.unsubscribe());
  await close();

  assert.deepEqual(received.data.map(({ dedupKey }) => dedupKey).sort(), [...keys, last.dedupKey].sort());
  for (const dedupKey of keys) {
    const statuses = changed.data.filter((signal) => signal.dedupKey === dedupKey).map(({ status }) => status);
    assert.deepEqual(statuses, ['EXECUTED'], dedupKey);
  }
  for (const { events } of [received, changed]) {
    const numbers = events.map(({ id }) => Number(id.split('.')[1]));
    assert.ok(numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? number)));
  }
  assert.equal((await quantityHeld()) - held, SIGNALS + 1);
  assert.deepEqual([received.errors, changed.errors], [[], []]);
});

test('a server that stops asks its clients to reconnect: they resume at the next one', async () => {
  const socket = openSocket(stack.apiUrl, { key: MOMENTUM_KEY });
  const { client, close } = overSocket(socket);
  const heard = new Recorder<Signal>();
  const subscription = client.signals.onNew.subscribe({}, heard);
  await heard.started();
  const sent = [await bot.signals.submit.mutate(order(randomUUID()))];
  await heard.count(1);

  const reasons: string[] = [];
  const watching = socket.connectionState.subscribe({
    next: ({ state, error }) => {
      if (state === 'connecting' && error) reasons.push(error.message);
    },
  });
  await stack.stopServer();
  assert.equal(reasons[0], 'Server requested reconnect');
  await onOtherServer(stack, async (apiUrl) => {
    const elsewhere = httpClient(apiUrl, { key: MOMENTUM_KEY });
    sent.push(await elsewhere.signals.submit.mutate(order(randomUUID())));
  });
  await stack.startServer();
  sent.push(await bot.signals.submit.mutate(order(randomUUID())));
  await heard.count(sent.length);

  watching.unsubscribe();
  subscription.unsubscribe();
  await close();
  assert.deepEqual(heard.data, sent);
});

/** Sends again whenever the server went away before it answered. */
async function submitUntilTaken(dedupKey: string, restarted: () => Promise<void>): Promise<void> {
  for (;;) {
    const [, refusal] = await safe(bot.signals.submit.mutate(order(dedupKey)));
    if (!refusal || refusal.data?.error?.type === 'DuplicateSignal') return;
    // No answer at all is what a killed server gives.
    if (refusal.data) throw refusal;
    await restarted();
  }
}

/** In SOLUSDT, in tenths: every signal buys one. */
async function quantityHeld(): Promise<number> {
  const { items } = await bot.positions.getAll.query({ status: 'OPEN' });
  const held = items.find(({ instrument, bot: { name } }) => name === 'momentum' && instrument.symbol === 'SOLUSDT');
  return Math.round(Number(held?.signedQty ?? 0) * 10);
}

function order(dedupKey: string) {
  return { dedupKey, venue: 'BINANCE', symbol: 'SOLUSDT', side: 'BUY' as const, qty: '0.1' };
}
