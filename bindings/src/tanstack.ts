/** tRPC's own TanStack integration under the types that the bindings spell out. */
import type { QueryClient } from '@tanstack/react-query';
import type { TRPCClient } from '@trpc/client';
import { createTRPCContext, createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { FC, ReactNode } from 'react';
import type { Client } from '../generated/client';
import type { RootRouter } from '../generated/error';
import type { OptionsProxy } from '../generated/tanstack';

export { invalidateAfterMutations } from './invalidation';
export type { Client, OptionsProxy };

/** What `createContext` makes. */
export type Context = {
  TRPCProvider: FC<{ children: ReactNode; queryClient: QueryClient; trpcClient: Client }>;
  useTRPC: () => OptionsProxy;
  useTRPCClient: () => Client;
};

/** `createTRPCContext<AppRouter>()`. */
export function createContext(): Context {
  return createTRPCContext<RootRouter>() as unknown as Context;
}

/** `createTRPCOptionsProxy<AppRouter>(options)`, for places without React, such as server components. */
export function createOptionsProxy(options: {
  client: Client;
  queryClient: QueryClient | (() => QueryClient);
}): OptionsProxy {
  const { client, queryClient } = options;
  const untyped = client as unknown as TRPCClient<RootRouter>;
  return createTRPCOptionsProxy<RootRouter>({ client: untyped, queryClient }) as unknown as OptionsProxy;
}
