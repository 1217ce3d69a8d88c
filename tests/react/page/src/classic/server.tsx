/** `createHydrationHelpers` of `@trpc/react-query/rsc`, with the caller of the bindings, which goes over HTTP. */
import 'server-only';
import type { QueryClient } from '@tanstack/react-query';
import { createHydrationHelpers } from '@tickwire/trpc-11.19.0/react-query/rsc';
import { headers } from 'next/headers';
import { cache } from 'react';
import type { AppRouter } from '@/bindings';
import { createCaller } from '../../generated/server';
import { incoming } from '../incoming';
import { makeQueryClient } from '../query-client';

const getQueryClient: () => QueryClient = cache(makeQueryClient);

export async function helpers() {
  const { origin } = await incoming();
  const caller = createCaller({ url: `${origin}/superjson`, headers });
  return createHydrationHelpers<AppRouter>(caller, getQueryClient);
}
