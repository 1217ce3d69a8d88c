/** httpBatchLink sends one request for what is asked at once, and each call still gets an answer of its own. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { transformer, type AppRouter } from '@tickwire/bindings';
import { createTRPCClient, httpBatchLink, httpLink, safe, type TRPCLink } from '@trpc/client';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { MOMENTUM_KEY } from './clients';

/** A request that was made, and the status of its answer. */
type Sent = { path: string; status: number };

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.stop());

function counting(link: typeof httpLink | typeof httpBatchLink, maxItems?: number) {
  const sent: Sent[] = [];
  const countingFetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    sent.push({ path: new URL(response.url).pathname, status: response.status });
    return response;
  };
  const made: TRPCLink<AppRouter> = link<AppRouter>({
    url: `${stack.apiUrl}/trpc`,
    transformer,
    headers: { authorization: `Bearer ${MOMENTUM_KEY}` },
    fetch: countingFetch,
    maxItems,
  });
  return { client: createTRPCClient<AppRouter>({ links: [made] }), sent };
}

test('what is asked at once is one request', async () => {
  const { client, sent } = counting(httpBatchLink);
  const [ping, positions, signals] = await Promise.all([
    client.health.ping.query(),
    client.positions.getAll.query({ limit: 1 }),
    client.signals.list.query({ limit: 3 }),
  ]);
  assert.ok(ping.time instanceof Date);
  assert.deepEqual([positions.items.length, signals.items.length], [1, 3]);
  assert.deepEqual(sent, [{ path: '/trpc/health.ping,positions.getAll,signals.list', status: 200 }]);
});

test('a call that fails fails alone: the batch is 207', async () => {
  const { client, sent } = counting(httpBatchLink);
  const [[ping], [, refusal], [, bad]] = await Promise.all([
    safe(client.health.ping.query()),
    safe(client.auth.me.query()),
    safe(client.signals.list.query({ limit: 0 })),
  ]);
  assert.ok(ping);
  assert.deepEqual([refusal?.data?.code, refusal?.data?.path], ['FORBIDDEN', 'auth.me']);
  assert.deepEqual([bad?.data?.code, bad?.data?.path], ['BAD_REQUEST', 'signals.list']);
  assert.deepEqual(
    sent.map(({ status }) => status),
    [207],
  );
});

test('queries and mutations go separately', async () => {
  const { client, sent } = counting(httpBatchLink);
  await Promise.all([client.health.ping.query(), client.auth.logout.mutate(), client.health.ping.query()]);
  assert.deepEqual(sent.map(({ path }) => path).sort(), ['/trpc/auth.logout', '/trpc/health.ping,health.ping']);
});

test('a batch holds a hundred calls', async () => {
  const pings = (client: ReturnType<typeof counting>['client'], count: number) =>
    Promise.all(Array.from({ length: count }, () => safe(client.health.ping.query())));

  const split = counting(httpBatchLink, 100);
  const answers = await pings(split.client, 250);
  assert.ok(answers.every(([ping]) => ping !== undefined));
  assert.equal(split.sent.length, 3);

  const whole = counting(httpBatchLink);
  const refusals = await pings(whole.client, 101);
  assert.ok(refusals.every(([, refusal]) => refusal?.data?.code === 'BAD_REQUEST'));
  assert.deepEqual(
    whole.sent.map(({ status }) => status),
    [400],
  );
});

test('httpLink sends each call by itself', async () => {
  const { client, sent } = counting(httpLink);
  await Promise.all([client.health.ping.query(), client.health.ping.query()]);
  assert.deepEqual(sent, Array(2).fill({ path: '/trpc/health.ping', status: 200 }));
});
