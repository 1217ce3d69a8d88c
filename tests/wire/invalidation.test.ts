/** What a mutation makes stale is read again, by a real query cache against the running server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { MutationObserver, QueryClient, QueryObserver } from '@tanstack/react-query';
import type { AppRouter } from '@tickwire/bindings';
import { invalidateAfterMutations } from '@tickwire/bindings/tanstack';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { startStack, type Stack } from '../../tools/stack.mjs';
import { httpClient, MOMENTUM_KEY } from './clients';

let stack: Stack;
before(async () => {
  stack = await startStack({});
});
after(() => stack.stop());

for (const keyPrefix of [undefined, 'tickwire']) {
  test(`a submitted signal is in the list, ${keyPrefix ? 'with' : 'without'} a prefix`, async () => {
    const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
    const client = httpClient(stack.apiUrl, { key: MOMENTUM_KEY });
    const options = { queryClient, client };
    const trpc = keyPrefix
      ? createTRPCOptionsProxy<AppRouter, { keyPrefix: true }>({ ...options, keyPrefix })
      : createTRPCOptionsProxy<AppRouter>(options);
    const end = invalidateAfterMutations(queryClient);

    const dedupKey = `made stale ${keyPrefix ?? ''}`;
    const reads = { list: 0, ping: 0 };
    const list = new QueryObserver(queryClient, trpc.signals.list.queryOptions({ limit: 5 }));
    const isThere = new Promise<void>((resolve) => {
      list.subscribe(({ data, isFetching }) => {
        if (!isFetching) reads.list += 1;
        if (data?.items.some((signal) => signal.dedupKey === dedupKey)) resolve();
      });
    });
    const ping = new QueryObserver(queryClient, trpc.health.ping.queryOptions());
    ping.subscribe(({ isFetching }) => {
      if (!isFetching) reads.ping += 1;
    });
    await Promise.all([list.refetch(), ping.refetch()]);
    const before = { ...reads };

    const submit = new MutationObserver(queryClient, trpc.signals.submit.mutationOptions());
    const first = await submit.mutate({ dedupKey, venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY', qty: '0.01' });
    await isThere;
    assert.equal(reads.ping, before.ping, 'what was not declared stale is left alone');

    // A refusal makes nothing stale.
    const known = reads.list;
    await assert.rejects(submit.mutate({ dedupKey, venue: 'BINANCE', symbol: 'BTCUSDT', side: 'BUY', qty: '0.01' }));
    const refusal = submit.getCurrentResult().error?.data?.error;
    assert.equal(refusal?.type, 'DuplicateSignal');
    // Narrowed by the line above, for the compiler too.
    assert.deepEqual([refusal.dedupKey, refusal.signalId], [dedupKey, first.id]);
    assert.equal(queryClient.isFetching(), 0);
    assert.equal(reads.list, known);
    end();
    queryClient.unmount();
    list.destroy();
    ping.destroy();
  });
}
