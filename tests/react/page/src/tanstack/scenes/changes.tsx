'use client';
/** Mutations, and what they make of the cache. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePerformance, useScript, useSeen } from '../../stage';
import { ofError, ofMutation, ofQuery } from '../../states';
import { useTRPC, useTRPCClient } from '../trpc';
import { useUnique } from '../../unique';

export function Mutations() {
  const trpc = useTRPC();
  const checked = useMutation(trpc.values.mutateChecked.mutationOptions());
  const nothing = useMutation(trpc.values.mutateNothing.mutationOptions());
  const typed = useMutation(trpc.errors.mutateTyped.mutationOptions());
  const invalid = useMutation(trpc.values.mutateChecked.mutationOptions());
  const { see } = usePerformance();
  useSeen('checked', ofMutation(checked));
  useSeen('nothing', ofMutation(nothing));
  useSeen('typed', ofMutation(typed));
  useSeen('invalid', ofMutation(invalid));
  useSeen('key', trpc.values.mutateChecked.mutationKey());
  useScript({ checked, nothing, typed, invalid }, async ({ now, until }) => {
    see('answer', await now().checked.mutateAsync({ text: 'fine', number: 7, kind: 'SELL' }));
    now().nothing.mutate();
    now().typed.mutate({ opensAt: 9 });
    now().invalid.mutate({ text: 'far too long', number: 7, kind: 'BUY' });
    await until((all) => all.checked.isSuccess && all.nothing.isSuccess && all.typed.isError && all.invalid.isError);
  });
  return typed.error?.data?.error?.opensAt satisfies number | undefined;
}

export function Invalidation() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const key = useUnique();
  const list = useQuery(trpc.store.all.queryOptions({ key }));
  const other = useQuery(trpc.values.dates.queryOptions());
  const put = useMutation(
    trpc.store.put.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.store.pathFilter()),
    }),
  );
  useSeen('list', ofQuery(list));
  useSeen('other', ofQuery(other));
  useSeen('put', ofMutation(put));
  useScript({ list, other, put }, async ({ now, until }) => {
    await until(({ list, other }) => list.isSuccess && other.isSuccess);
    now().put.mutate({ key, value: 'first' });
    await until(({ list, put }) => list.data?.length === 1 && put.isSuccess);
    await queryClient.invalidateQueries(trpc.store.all.queryFilter({ key }));
    await now().list.refetch();
  });
  return list.data?.join(' ');
}

export function Optimistic() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const key = useUnique();
  const list = useQuery(trpc.store.all.queryOptions({ key }));
  const queryKey = trpc.store.all.queryKey({ key });
  const refused = useMutation(
    trpc.errors.mutateTyped.mutationOptions({
      onMutate: async () => {
        await queryClient.cancelQueries({ queryKey });
        const before = queryClient.getQueryData(queryKey);
        queryClient.setQueryData(queryKey, (values) => [...(values ?? []), 'hoped for']);
        return { before };
      },
      onError: (_error, _input, context) => queryClient.setQueryData(queryKey, context?.before),
      onSettled: () => queryClient.invalidateQueries({ queryKey }),
    }),
  );
  useSeen('list', ofQuery(list));
  useSeen('refused', ofMutation(refused));
  useScript({ list, refused }, async ({ now, until }) => {
    await until(({ list }) => list.isSuccess);
    now().refused.mutate({ opensAt: 3 });
    await until(({ list, refused }) => refused.isError && list.fetchStatus === 'idle' && list.data?.length === 0);
  });
  return list.data?.join(' ');
}

export function Imperative() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { see } = usePerformance();
  useScript(undefined, async () => {
    see('fetched', await queryClient.fetchQuery(trpc.values.dates.queryOptions()));
    see('from the cache', await queryClient.ensureQueryData(trpc.values.dates.queryOptions()));
    see('cached', queryClient.getQueryData(trpc.values.dates.queryKey()));
    await queryClient.prefetchQuery(trpc.lists.page.queryOptions({ limit: 2 }));
    see('prefetched', queryClient.getQueryData(trpc.lists.page.queryKey({ limit: 2 })));
    const list = trpc.lists.directed.infiniteQueryOptions(
      { limit: 4 },
      { getNextPageParam: (page) => page.nextCursor },
    );
    see('pages', await queryClient.fetchInfiniteQuery({ ...list, pages: 2 }));
    const refused = queryClient.fetchQuery(trpc.errors.typed.queryOptions({ opensAt: 5 }));
    see('refused', await refused.catch(ofError));
    see('asked', await client.headers.read.query());
    see('together', await Promise.all([client.values.text.query(), client.values.null.query()]));
    await client.headers.set.mutate();
    see('with cookies', await client.headers.read.query());
  });
  return null;
}

export function Cancelled() {
  const client = useTRPCClient();
  const name = useUnique();
  const { see } = usePerformance();
  const [holds, setHolds] = useState(true);
  useScript(undefined, async () => {
    const alive = async (wanted: number) => {
      while ((await client.life.count.query({ name })) !== wanted) await new Promise(requestAnimationFrame);
      see('alive', wanted);
    };
    // A batch is cancelled when all of it is: the question is not to be in one with what is held.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await alive(1);
    setHolds(false);
    await alive(0);
  });
  return holds ? <Held name={name} /> : null;
}

function Held({ name }: { name: string }) {
  const trpc = useTRPC();
  const held = useQuery(trpc.life.hold.queryOptions({ name }, { trpc: { abortOnUnmount: true } }));
  useSeen('held', ofQuery(held));
  return null;
}
