import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { InfiniteQueryObserver, type InfiniteData } from '@tanstack/react-query';
import { makeQueryClient } from './query-client';
import { sinceAsked } from './since-asked';

type Letters = { asOf: string; items: string[] };

/** A list of two pages that is kept current as a hook does it; `asOf` is what the next answer says. */
async function letters() {
  const cache = makeQueryClient();
  const server = { asOf: '1', first: ['c', 'b'], fails: false };
  const list = new InfiniteQueryObserver(cache, {
    queryKey: ['letters'],
    queryFn: async ({ pageParam }): Promise<Letters> => {
      const answer = { asOf: server.asOf, items: pageParam === 0 ? server.first : ['a'] };
      await sleep(1);
      if (server.fails) throw new Error('away');
      return answer;
    },
    initialPageParam: 0,
    getNextPageParam: (_last, pages) => pages.length,
  });
  await list.refetch();
  const remove = (gone: string[]) =>
    cache.setQueryData<InfiniteData<Letters>>(['letters'], (now) => {
      const pages = now?.pages.map((page) => ({ ...page, items: page.items.filter((item) => !gone.includes(item)) }));
      return now && pages && { ...now, pages };
    });
  const since = sinceAsked(cache, ['letters'], '1', remove);
  return {
    server,
    list,
    /** An event: the letter left the list. */
    leaves: (letter: string) => {
      remove([letter]);
      since.add([letter]);
    },
    shown: () => cache.getQueryData<InfiniteData<Letters>>(['letters'])?.pages.map(({ items }) => items.join('')),
  };
}

test('what came since a list was asked for again stands, though the answer knows nothing of it', async () => {
  const { list, leaves, shown } = await letters();
  const reading = list.refetch();
  leaves('c');
  await reading;
  assert.deepEqual(shown(), ['b']);
});

test('what came while a list was read on stands', async () => {
  const { list, leaves, shown } = await letters();
  const reading = list.fetchNextPage();
  leaves('c');
  await reading;
  assert.deepEqual(shown(), ['b', 'a']);
});

test('an answer with a position of its own is the newest there is', async () => {
  const { server, list, leaves, shown } = await letters();
  server.asOf = '2';
  const reading = list.refetch();
  leaves('c');
  await reading;
  assert.deepEqual(shown(), ['cb']);
});

test('what came before a list was asked for is not applied again', async () => {
  const { server, list, leaves, shown } = await letters();
  server.fails = true;
  const failing = list.refetch();
  leaves('c');
  await failing;
  server.fails = false;
  assert.deepEqual(shown(), ['b']);
  await list.refetch();
  assert.deepEqual(shown(), ['cb']);
});
