/** `@trpc/tanstack-react-query` in a server component. */
import 'server-only';
import { dehydrate, HydrationBoundary, type QueryClient } from '@tanstack/react-query';
import * as trpc from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { cache, type ReactNode } from 'react';
import type { AppRouter } from '@/bindings';
import { serverLink, type Connection } from '../connection';
import { incoming } from '../incoming';
import { makeQueryClient } from '../query-client';

export const getQueryClient: () => QueryClient = cache(makeQueryClient);

export async function api(connection: Connection) {
  const client = trpc.createTRPCClient<AppRouter>({ links: [serverLink(trpc, connection, await incoming())] });
  return createTRPCOptionsProxy<AppRouter>({ client, queryClient: getQueryClient });
}

export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>;
}
