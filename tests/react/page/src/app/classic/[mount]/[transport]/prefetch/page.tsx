import { Begun, Prefetched } from '@/classic/prefetched';
import { helpers } from '@/classic/server';
import { connectionOf, type Params } from '@/connection';

export default async function Page(params: Params) {
  const connection = await connectionOf(params);
  const { trpc: api, HydrateClient } = await helpers();
  // The browser is to get these while they are on their way, and the others when they are there.
  void api.life.wait.prefetch({ milliseconds: 80 });
  await Promise.all([
    api.values.dates.prefetch(),
    api.headers.read.prefetch(),
    api.lists.page.prefetchInfinite({ limit: 3 }),
    // What fails here, the browser asks for again.
    api.errors.typed.prefetch({ opensAt: 6 }),
  ]);
  const text = await api.values.text();
  return (
    <Begun connection={connection}>
      <HydrateClient>
        <h1>{text}</h1>
        <Prefetched />
      </HydrateClient>
    </Begun>
  );
}
