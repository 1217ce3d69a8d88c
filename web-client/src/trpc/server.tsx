/** Server components read the API here, as the person whose cookies the request carries, and hand the cache over. */
import 'server-only';
import { dehydrate, HydrationBoundary, type QueryClient } from '@tanstack/react-query';
import { transformer, type AppRouter } from '@tickwire/bindings';
import { createTRPCClient, httpLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { cookies, headers } from 'next/headers';
import { cache, type ReactNode } from 'react';
import { apiUrl } from './api-url';
import { keepCookies } from './keep-cookies';
import { MEANT } from './meant';
import { makeQueryClient } from './query-client';

/** What the API may know of the browser behind this request; and of which team its page is, as the proxy says. */
const FORWARDED = ['user-agent', 'x-forwarded-for', 'origin', MEANT.header];

/** One cache a request: two people's data never meet. */
export const getQueryClient: () => QueryClient = cache(() => makeQueryClient());

/** Calls the API as the person behind this request. */
export const client = createTRPCClient<AppRouter>({
  links: [httpLink({ url: `${apiUrl()}/trpc`, transformer, headers: forwardedHeaders, fetch: keepCookies })],
});

export const trpc = createTRPCOptionsProxy<AppRouter>({ queryClient: getQueryClient, client });

/** Gives the browser what this request has read, so that its first render already has the data. */
export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}

async function forwardedHeaders(): Promise<Record<string, string>> {
  const incoming = await headers();
  const forwarded = Object.fromEntries(
    FORWARDED.flatMap((name) => {
      const value = incoming.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  // Not the header: an action may have been given another session meanwhile.
  const jar = (await cookies()).getAll();
  return { ...forwarded, cookie: jar.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ') };
}
