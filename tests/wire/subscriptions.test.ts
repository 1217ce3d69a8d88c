/** Subscriptions over one socket: where they begin, how they end, and that they leave each other alone. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import type { Position, Signal } from '@tickwire/bindings';
import { WebSocket } from 'ws';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { MOMENTUM_KEY, httpClient, openSocket, overSocket, socketUrl, type Client, type Identity } from './clients';
import { Recorder } from './recorder';

let stack: Stack;
let bot: Client;
before(async () => {
  stack = await startStack();
  bot = httpClient(stack.apiUrl, { key: MOMENTUM_KEY });
});
after(() => stack.stop());

test('nothing falls between a page and the subscription that goes on from it', async () => {
  await onSocket(async (client) => {
    const sending = sendMany(50);
    const page = await client.signals.list.query({ limit: 200 });
    const heard = new Recorder<Signal>();
    const subscription = client.signals.onNew.subscribe({ lastEventId: page.asOf }, heard);
    const sent = await sending;
    const read = new Set(page.items.map(({ id }) => id));
    const late = sent.filter(({ id }) => !read.has(id));
    await heard.count(late.length);
    subscription.unsubscribe();
    assert.deepEqual(
      heard.data.map(({ id }) => id),
      late.map(({ id }) => id),
    );
  });
});

test('a subscription that begins in the past hears all of it, in order', async () => {
  await onSocket(async (client) => {
    const { asOf } = await client.signals.list.query({ limit: 1 });
    const sent = await sendMany(20);
    const heard = new Recorder<Signal>();
    const subscription = client.signals.onNew.subscribe({ lastEventId: asOf }, heard);
    await heard.count(sent.length);
    subscription.unsubscribe();
    assert.deepEqual(heard.data, sent);
    const numbers = heard.events.map(({ id }) => Number(id.split('.')[1]));
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
  });
});

test('three at once on one socket, and the end of one is no other’s', async () => {
  await onSocket(async (client) => {
    const [received, changed, positions] = [new Recorder<Signal>(), new Recorder<Signal>(), new Recorder<Position>()];
    const first = client.signals.onNew.subscribe({}, received);
    const second = client.signals.onChange.subscribe({}, changed);
    const third = client.positions.onChange.subscribe({}, positions);
    await Promise.all([received.started(), changed.started(), positions.started()]);

    const executed = async () => {
      const { id } = await bot.signals.submit.mutate(order());
      const isDone = () => changed.data.some((signal) => signal.id === id && signal.status === 'EXECUTED');
      await changed.until(isDone, 'the execution');
    };
    await executed();
    await received.count(1);
    first.unsubscribe();
    const soFar = positions.events.length;
    await executed();
    await positions.count(soFar + 1);
    second.unsubscribe();
    third.unsubscribe();
    assert.equal(received.events.length, 1);
  });
});

test('a stop is confirmed, and then there is silence', async () => {
  const socket = new RawSocket(stack.apiUrl);
  await socket.send('{"id":1,"method":"subscription","params":{"path":"signals.onNew"}}');
  assert.equal(await socket.receive(), '{"id":1,"result":{"type":"started"}}');
  await socket.send('{"id":1,"method":"subscription.stop"}');
  assert.equal(await socket.receive(), '{"id":1,"result":{"type":"stopped"}}');
  const other = await heardByAnother(() => bot.signals.submit.mutate(order()));
  assert.equal(other.length, 1);
  // Had the stop not worked, the signal would have come before this answer.
  await socket.send('{"id":2,"method":"query","params":{"path":"nope"}}');
  assert.match(await socket.receive(), /^\{"id":2,"error"/);
  socket.close();
});

test('a position of another history is a reset, which says where the stream stands', async () => {
  await onSocket(async (client) => {
    const { asOf } = await client.signals.list.query({ limit: 1 });
    const [epoch, seq] = asOf.split('.');
    for (const lastEventId of [`${randomUUID()}.1`, `${epoch}.${Number(seq) + 1000}`]) {
      const heard = new Recorder<Signal>();
      client.signals.onNew.subscribe({ lastEventId }, heard);
      const { data } = await heard.error();
      assert.deepEqual([data?.code, data?.httpStatus, data?.path], ['PRECONDITION_FAILED', 412, 'signals.onNew']);
      assert.ok(data?.error?.type === 'StreamReset');
      assert.ok(data.error.head.startsWith(`${epoch}.`));
      const again = new Recorder<Signal>();
      client.signals.onNew.subscribe({ lastEventId: data.error.head }, again);
      await again.started();
    }
  });
});

test('what is no position is refused', async () => {
  await onSocket(async (client) => {
    for (const lastEventId of ['7', `${randomUUID()}.-1`, 'x'.repeat(200)]) {
      const heard = new Recorder<Signal>();
      client.signals.onNew.subscribe({ lastEventId }, heard);
      const { data } = await heard.error();
      assert.ok(data?.httpStatus === 400 || data?.httpStatus === 404, lastEventId);
    }
  });
});

test('an anonymous socket may ask what anybody may, and no more', async () => {
  for (const [identity, sentence] of [
    [{}, 'log in, or send an API key, first'],
    [{ key: 'tw_demo_revoked_key' }, /revoked/],
  ] as const) {
    await onSocket(async (client) => {
      const heard = new Recorder<Signal>();
      client.signals.onNew.subscribe({}, heard);
      const error = await heard.error();
      assert.deepEqual([error.data?.code, error.data?.httpStatus], ['UNAUTHORIZED', 401]);
      assert.match(error.message, new RegExp(sentence));
      assert.ok((await client.health.ping.query()).time instanceof Date);
    }, identity);
  }
});

test('keep-alive: PINGs are answered by PONGs', async () => {
  const raw = new RawSocket(stack.apiUrl);
  await raw.send('PING');
  assert.equal(await raw.receive(), 'PONG');
  raw.close();
});

test('a hundred calls side by side on one socket', async () => {
  await onSocket(async (client) => {
    const pings = await Promise.all(Array.from({ length: 100 }, () => client.health.ping.query()));
    assert.ok(pings.every(({ time }) => time instanceof Date));
  });
});

/** Does something over a socket, as the bot unless said otherwise, and closes it. */
async function onSocket(
  act: (client: Client) => Promise<void>,
  identity: Identity = { key: MOMENTUM_KEY },
): Promise<void> {
  const { client, close } = overSocket(openSocket(stack.apiUrl, identity));
  try {
    await act(client);
  } finally {
    await close();
  }
}

/** What a subscription of its own hears of what is done; it has at least one event. */
async function heardByAnother(act: () => Promise<unknown>): Promise<Signal[]> {
  const heard = new Recorder<Signal>();
  await onSocket(async (client) => {
    client.signals.onNew.subscribe({}, heard);
    await heard.started();
    await act();
    await heard.count(1);
  });
  return heard.data;
}

/** One after the other, as their order is to be known. */
async function sendMany(count: number): Promise<Signal[]> {
  const sent: Signal[] = [];
  while (sent.length < count) sent.push(await bot.signals.submit.mutate(order()));
  return sent;
}

function order() {
  return { dedupKey: randomUUID(), venue: 'BINANCE', symbol: 'SOLUSDT', side: 'BUY' as const, qty: '0.1' };
}

/** A socket without the client, for what the client hides. */
class RawSocket {
  readonly #socket: WebSocket;
  readonly #open: Promise<unknown>;
  readonly #frames: string[] = [];

  constructor(apiUrl: string) {
    this.#socket = new WebSocket(`${socketUrl(apiUrl)}?connectionParams=1`);
    this.#socket.on('message', (frame: Buffer) => this.#frames.push(frame.toString()));
    this.#open = once(this.#socket, 'open').then(() =>
      this.#socket.send(JSON.stringify({ method: 'connectionParams', data: { token: MOMENTUM_KEY } })),
    );
  }

  async send(frame: string): Promise<void> {
    await this.#open;
    this.#socket.send(frame);
  }

  /** The next frame. */
  async receive(): Promise<string> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame !== undefined) return frame;
      await once(this.#socket, 'message', { signal: AbortSignal.timeout(10_000) });
    }
  }

  close(): void {
    this.#socket.close();
  }
}
