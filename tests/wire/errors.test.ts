/** Refusals: the code, the status, the procedure, and the typed error that a client tells them apart by. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { TRPCClientError, getUntypedClient, safe } from '@trpc/client';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { ACME, DEMO, MOMENTUM_KEY, TRANSPORTS, logIn, type Client, type Identity, type Transport } from './clients';

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.stop());

const ORDER = { venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY', qty: '0.001' } as const;

for (const transport of TRANSPORTS) {
  describe(transport.name, () => {
    test('nobody', async () => {
      const error = await refusalOf(as(transport, {}, (client) => client.auth.me.query()));
      assert.deepEqual(error.facts, ['UNAUTHORIZED', 401, 'auth.me']);
      assert.deepEqual(error.error, { type: 'Unauthorized', reason: error.message });
      assert.match(error.requestId ?? '', /^[0-9a-f]{32}$/);
    });

    test('a revoked key, and one that never was', async () => {
      for (const [key, sentence] of [
        ['tw_demo_revoked_key', /revoked/],
        ['tw_nobody', /key/],
      ] as const) {
        const error = await refusalOf(as(transport, { key }, (client) => client.signals.list.query({})));
        assert.deepEqual(error.facts, ['UNAUTHORIZED', 401, 'signals.list']);
        assert.match(error.message, sentence);
      }
    });

    test('a key is no person', async () => {
      const error = await refusalOf(asBot(transport, (client) => client.auth.me.query()));
      assert.deepEqual(error.facts, ['FORBIDDEN', 403, 'auth.me']);
      assert.deepEqual(error.error, { type: 'PeopleOnly' });
    });

    test('a wrong password', async () => {
      const wrong = { ...DEMO, password: 'not-the-password' };
      const [, refusal] = await as(transport, {}, (client) => safe(client.auth.login.mutate(wrong)));
      // A socket could not carry the session's token, so that it is not even looked at.
      const onSocket = transport.name === 'wsLink';
      const expected = onSocket ? ['BAD_REQUEST', 400, 'NoCookies'] : ['UNAUTHORIZED', 401, 'WrongCredentials'];
      assert.deepEqual([refusal?.data?.code, refusal?.data?.httpStatus, refusal?.data?.error?.type], expected);
    });

    test('a duplicate signal names the first one', async () => {
      const dedupKey = randomUUID();
      await asBot(transport, async (client) => {
        const first = await client.signals.submit.mutate({ ...ORDER, dedupKey });
        const [, refusal] = await safe(client.signals.submit.mutate({ ...ORDER, dedupKey, qty: '0.002' }));
        assert.deepEqual([refusal?.data?.code, refusal?.data?.httpStatus], ['CONFLICT', 409]);
        const error = refusal?.data?.error;
        // It narrows: only this refusal has a signal's id.
        assert.ok(error?.type === 'DuplicateSignal');
        assert.deepEqual([error.dedupKey, error.signalId], [dedupKey, first.id]);
      });
    });

    test('an instrument that is not there', async () => {
      const input = { ...ORDER, dedupKey: randomUUID(), symbol: 'NOPEUSDT' };
      const [, refusal] = await asBot(transport, (client) => safe(client.signals.submit.mutate(input)));
      assert.deepEqual(
        [refusal?.data?.code, refusal?.message],
        ['NOT_FOUND', 'BINANCE:NOPEUSDT is not an instrument that can be traded here'],
      );
      const error = refusal?.data?.error;
      assert.ok(error?.type === 'UnknownInstrument');
      assert.deepEqual([error.venue, error.symbol], ['BINANCE', 'NOPEUSDT']);
    });

    test("another tenant's bot is no bot", async () => {
      const { client: acme } = await logIn(stack.apiUrl, ACME);
      const botId = (await acme.positions.getAll.query({})).items[0]?.bot.id;
      assert.ok(botId);
      const { jar } = await logIn(stack.apiUrl, DEMO);
      for (const identity of [{ jar }, { key: MOMENTUM_KEY }]) {
        const input = { ...ORDER, dedupKey: randomUUID(), botId };
        const error = await refusalOf(as(transport, identity, (client) => client.signals.submit.mutate(input)));
        assert.deepEqual(error.facts, ['NOT_FOUND', 404, 'signals.submit']);
        assert.deepEqual(error.error, { type: 'UnknownBot' });
      }
    });

    test('fields that do not go together', async () => {
      const { jar } = await logIn(stack.apiUrl, DEMO);
      const anyBot = { ...ORDER, dedupKey: randomUUID() };
      const [, nameless] = await as(transport, { jar }, (client) => safe(client.signals.submit.mutate(anyBot)));
      assert.equal(nameless?.data?.error?.type, 'BotRequired');
      const closing = { ...ORDER, dedupKey: randomUUID(), action: 'CLOSE' } as const;
      const [, refusal] = await asBot(transport, (client) => safe(client.signals.submit.mutate(closing)));
      const error = refusal?.data?.error;
      assert.ok(error?.type === 'InvalidField');
      assert.equal(error.field, 'side');
    });

    test('fields out of their bounds are named as on the wire', async () => {
      const named = async (input: Parameters<Client['signals']['submit']['mutate']>[0]) => {
        const [, refusal] = await asBot(transport, (client) => safe(client.signals.submit.mutate(input)));
        assert.deepEqual([refusal?.data?.code, refusal?.data?.httpStatus], ['BAD_REQUEST', 400]);
        return Object.keys(refusal?.data?.zodError?.fieldErrors ?? {});
      };
      assert.deepEqual(await named({ ...ORDER, dedupKey: '' }), ['dedupKey']);
      assert.deepEqual(await named({ ...ORDER, dedupKey: 'x'.repeat(129), venue: '' }), ['dedupKey', 'venue']);
    });

    test('what the types forbid the server refuses too', async () => {
      const order = { ...ORDER, dedupKey: randomUUID() };
      const cases: [unknown, RegExp][] = [
        [undefined, /missing field/],
        [null, /missing field|null/],
        [[], /array|sequence|missing|length/],
        [{}, /missing field/],
        [{ ...order, leverage: 5 }, /leverage/],
        [{ ...order, dedupKey: 7 }, /string/],
        [{ ...order, side: 'UP' }, /UP/],
        [{ ...order, qty: 0.1 }, /string/],
        [{ ...order, qty: 'NaN' }, /decimal/],
        [{ ...order, qty: '0.0000000000001' }, /12/],
        [{ ...order, price: '1e3' }, /decimal/],
        [{ ...order, botId: 'momentum' }, /UUID/i],
        [{ ...order, occurredAt: 'yesterday' }, /./],
      ];
      for (const [input, sentence] of cases) {
        const call = asBot(transport, (client) => getUntypedClient(client).mutation('signals.submit', input));
        const error = await refusalOf(call);
        assert.deepEqual(error.facts, ['BAD_REQUEST', 400, 'signals.submit'], JSON.stringify(input));
        assert.match(error.message, sentence, JSON.stringify(input));
      }
    });

    test('a cursor of no page', async () => {
      const input = { cursor: randomUUID() };
      const error = await refusalOf(asBot(transport, (client) => client.positions.getAll.query(input)));
      assert.deepEqual([error.facts[0], error.error], ['BAD_REQUEST', { type: 'UnknownCursor' }]);
    });

    test('a procedure that is not there', async () => {
      for (const path of ['signals.nope', 'nope', 'signals', 'constructor', '__proto__']) {
        const error = await refusalOf(asBot(transport, (client) => getUntypedClient(client).query(path)));
        assert.deepEqual(error.facts.slice(0, 2), ['NOT_FOUND', 404], path);
      }
    });
  });
}

test('over HTTP a query by POST and a mutation by GET are refused', async () => {
  for (const link of TRANSPORTS.filter(({ name }) => name !== 'wsLink')) {
    const logout = await refusalOf(asBot(link, (client) => getUntypedClient(client).query('auth.logout')));
    assert.deepEqual(logout.facts, ['METHOD_NOT_SUPPORTED', 405, 'auth.logout']);
    const ping = await refusalOf(asBot(link, (client) => getUntypedClient(client).mutation('health.ping')));
    assert.deepEqual(ping.facts, ['METHOD_NOT_SUPPORTED', 405, 'health.ping']);
  }
});

test('bodies that are too large or broken', async () => {
  const submit = (body: string, type = 'application/json') =>
    fetch(`${stack.apiUrl}/trpc/signals.submit`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${MOMENTUM_KEY}` },
      body,
    });
  const dedupKey = 'x'.repeat(2 * 1024 * 1024);
  for (const [body, type, status, code] of [
    [JSON.stringify({ json: { ...ORDER, dedupKey } }), 'application/json', 413, 'PAYLOAD_TOO_LARGE'],
    ['{"json":{"dedup', 'application/json', 400, 'PARSE_ERROR'],
    ['{}', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ] as const) {
    const response = await submit(body, type);
    assert.equal(response.status, status);
    assert.match(await response.text(), new RegExp(`"code":"${code}"`));
  }
});

/** Does something over a link, and closes it. */
async function as<T>(transport: Transport, identity: Identity, act: (client: Client) => Promise<T>): Promise<T> {
  const { client, close } = transport.connect(stack.apiUrl, identity);
  try {
    return await act(client);
  } finally {
    await close();
  }
}

function asBot<T>(transport: Transport, act: (client: Client) => Promise<T>): Promise<T> {
  return as(transport, { key: MOMENTUM_KEY }, act);
}

/** What a call was refused with, which it has to be; `facts` are the code, the status and the procedure. */
async function refusalOf(call: Promise<unknown>) {
  const failure: unknown = await call.then(
    () => assert.fail('It was not refused.'),
    (error: unknown) => error,
  );
  assert.ok(failure instanceof TRPCClientError);
  const data: unknown = failure.data;
  assert.ok(isErrorData(data));
  const { code, httpStatus, path, requestId, error } = data;
  return { message: failure.message, facts: [code, httpStatus, path], requestId, error };
}

type ErrorData = { code: string; httpStatus: number; path?: string; requestId?: string; error?: unknown };

function isErrorData(data: unknown): data is ErrorData {
  return typeof data === 'object' && data !== null && 'code' in data && 'httpStatus' in data;
}
