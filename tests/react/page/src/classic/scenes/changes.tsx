'use client';
/** Mutations, and what they make of the cache. */
import { useState } from 'react';
import { usePerformance, useScript, useSeen } from '../../stage';
import { ofError, ofMutation, ofQuery } from '../../states';
import { api } from '../api';
import { useUnique } from '../../unique';

export function Mutations() {
  const checked = api.values.mutateChecked.useMutation();
  const nothing = api.values.mutateNothing.useMutation();
  const typed = api.errors.mutateTyped.useMutation();
  const invalid = api.values.mutateChecked.useMutation();
  const { see } = usePerformance();
  useSeen('checked', ofMutation(checked));
  useSeen('nothing', ofMutation(nothing));
  useSeen('typed', ofMutation(typed));
  useSeen('invalid', ofMutation(invalid));
  useScript({ checked, nothing, typed, invalid }, async ({ now, until }) => {
    see('answer', await now().checked.mutateAsync({ text: 'fine', number: 7, kind: 'SELL' }));
    now().nothing.mutate();
    now().typed.mutate({ opensAt: 9 });
    now().invalid.mutate({ text: 'far too long', number: 7, kind: 'BUY' });
    await until((all) => all.checked.isSuccess && all.nothing.isSuccess && all.typed.isError && all.invalid.isError);
  });
  return checked.data?.kind satisfies 'BUY' | 'SELL' | undefined;
}

export function Invalidation() {
  const utils = api.useUtils();
  const key = useUnique();
  const list = api.store.all.useQuery({ key });
  const other = api.values.dates.useQuery();
  const put = api.store.put.useMutation({ onSuccess: () => utils.store.invalidate() });
  useSeen('list', ofQuery(list));
  useSeen('other', ofQuery(other));
  useSeen('put', ofMutation(put));
  useScript({ list, other, put }, async ({ now, until }) => {
    await until(({ list, other }) => list.isSuccess && other.isSuccess);
    now().put.mutate({ key, value: 'first' });
    await until(({ list, put }) => list.data?.length === 1 && put.isSuccess);
    await utils.store.all.invalidate({ key });
    await now().list.refetch();
  });
  return list.data?.join(' ');
}

export function Optimistic() {
  const utils = api.useUtils();
  const key = useUnique();
  const list = api.store.all.useQuery({ key });
  const refused = api.errors.mutateTyped.useMutation({
    onMutate: async () => {
      await utils.store.all.cancel({ key });
      const before = utils.store.all.getData({ key });
      utils.store.all.setData({ key }, (values) => [...(values ?? []), 'hoped for']);
      return { before };
    },
    onError: (_error, _input, context) => utils.store.all.setData({ key }, context?.before),
    onSettled: () => utils.store.all.invalidate({ key }),
  });
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
  const utils = api.useUtils();
  const { see } = usePerformance();
  useScript(undefined, async () => {
    see('fetched', await utils.values.dates.fetch());
    see('from the cache', await utils.values.dates.ensureData());
    see('cached', utils.values.dates.getData());
    await utils.lists.page.prefetch({ limit: 2 });
    see('prefetched', utils.lists.page.getData({ limit: 2 }));
    const options = { pages: 2, getNextPageParam: ({ nextCursor }: { nextCursor: number | null }) => nextCursor };
    see('pages', await utils.lists.directed.fetchInfinite({ limit: 4 }, options));
    see('refused', await utils.errors.typed.fetch({ opensAt: 5 }).catch(ofError));
    const { client } = utils;
    see('asked', await client.headers.read.query());
    see('together', await Promise.all([client.values.text.query(), client.values.null.query()]));
    await client.headers.set.mutate();
    see('with cookies', await client.headers.read.query());
  });
  return null;
}

export function Cancelled() {
  const { client } = api.useUtils();
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
  const held = api.life.hold.useQuery({ name }, { trpc: { abortOnUnmount: true } });
  useSeen('held', ofQuery(held));
  return null;
}
