/** The mock server under the unmodified client: every procedure answers by its schema, and refuses as the server does. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AppRouter } from '@tickwire/bindings';
import { sampleOf, startMock, type Mock } from '@tickwire/bindings/mock';
import {
  createTRPCClient,
  createTRPCUntypedClient,
  createWSClient,
  httpBatchLink,
  splitLink,
  wsLink,
  TRPCClientError,
} from '@trpc/client';
import superjson from 'superjson';
import { WebSocket } from 'ws';
import * as z from 'zod/mini';
import { procedures } from '../../bindings/generated/outputs';

let mock: Mock;
before(async () => {
  mock = await startMock({ handlers: { 'auth.me': () => ({ ...ME, role: 'VIEWER' }) } });
});
after(() => mock.stop());

const ME = {
  user: { id: '00000000-0000-4000-8000-00000000000a', email: 'someone@example.com', name: 'Somebody' },
  tenant: { id: '00000000-0000-4000-8000-00000000000b', slug: 'made-up', name: 'Made up' },
  role: 'OWNER',
} as const;

/** Everything over HTTP, subscriptions over a socket. */
function connect() {
  const socket = createWSClient({
    url: `${mock.url.replace('http', 'ws')}/trpc`,
    WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
    lazy: { enabled: true, closeMs: 0 },
  });
  const links = [
    splitLink<AppRouter>({
      condition: ({ type }) => type === 'subscription',
      true: wsLink({ client: socket, transformer: superjson }),
      false: httpBatchLink({ url: `${mock.url}/trpc`, transformer: superjson }),
    }),
  ];
  return { links, close: () => socket.close() };
}

for (const [path, { kind, input, output }] of Object.entries(procedures)) {
  test(`${path} answers by its schema, and the same again`, async () => {
    const { links, close } = connect();
    const client = createTRPCUntypedClient<AppRouter>({ links });
    const given = sampleOf(input);
    const call = () => {
      switch (kind) {
        case 'query':
          return client.query(path, given);
        case 'mutation':
          return client.mutation(path, given);
        case 'subscription':
          return new Promise<unknown>((onData, onError) => {
            const subscription = client.subscription(path, given, {
              onData: (data) => {
                subscription.unsubscribe();
                onData(data);
              },
              onError,
            });
          });
      }
    };
    const answer = await call();
    const checked = z.safeParse(output, answer);
    assert.ok(checked.success, JSON.stringify(checked.error));
    assert.deepEqual(await call(), answer);
    await close();
  });

  const wrong = { nonsense: 1 };
  // Of an upload the contract knows no input.
  if (z.safeParse(input, wrong).success) continue;

  test(`${path} refuses what is no input`, async () => {
    const { links, close } = connect();
    const client = createTRPCUntypedClient<AppRouter>({ links });
    const refused = (error: unknown) => {
      assert.ok(error instanceof TRPCClientError);
      const data = error.data as { code: string; zodError?: { formErrors: string[] } } | undefined;
      assert.equal(data?.code, 'BAD_REQUEST');
      assert.ok(data.zodError?.formErrors);
      return true;
    };
    if (kind === 'query') await assert.rejects(client.query(path, wrong), refused);
    if (kind === 'mutation') await assert.rejects(client.mutation(path, wrong), refused);
    if (kind === 'subscription') {
      const ending = new Promise((_, reject) => client.subscription(path, wrong, { onError: reject }));
      await assert.rejects(ending, refused);
    }
    await close();
  });
}

test('a handler answers in place of the sample', async () => {
  const { links, close } = connect();
  const me = await createTRPCClient<AppRouter>({ links }).auth.me.query();
  assert.deepEqual([me.tenant.slug, me.role], ['made-up', 'VIEWER']);
  await close();
});

test('what libraries add to an input is no part of it', async () => {
  const { links, close } = connect();
  const client = createTRPCUntypedClient<AppRouter>({ links });
  await client.query('signals.list', { limit: 5, direction: 'forward' });
  await close();
});
