import { connectionOf, type Params } from '@/connection';
import { pages } from '@/pages';
import { Begun, Prefetched } from '@/tanstack/prefetched';
import { api, getQueryClient, Hydrate } from '@/tanstack/server';

export default async function Page(params: Params) {
  const connection = await connectionOf(params);
  const trpc = await api(connection);
  const queryClient = getQueryClient();
  // The browser is to get these while they are on their way, and the others when they are there.
  void queryClient.prefetchQuery(trpc.life.wait.queryOptions({ milliseconds: 80 }));
  await Promise.all([
    queryClient.prefetchQuery(trpc.values.dates.queryOptions()),
    queryClient.prefetchQuery(trpc.headers.read.queryOptions()),
    queryClient.prefetchInfiniteQuery(trpc.lists.page.infiniteQueryOptions({ limit: 3 }, pages)),
    // What fails here, the browser asks for again.
    queryClient.prefetchQuery(trpc.errors.typed.queryOptions({ opensAt: 6 })),
  ]);
  const text = await queryClient.fetchQuery(trpc.values.text.queryOptions());
  return (
    <Begun connection={connection}>
      <Hydrate>
        <h1>{text}</h1>
        <Prefetched />
      </Hydrate>
    </Begun>
  );
}
