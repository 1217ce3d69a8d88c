'use client';
/** `@trpc/tanstack-react-query` in the browser. */
import { QueryClientProvider } from '@tanstack/react-query';
import * as trpc from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { AppRouter } from '@/bindings';
import { browserLinks, type Connection } from '../connection';
import { makeQueryClient } from '../query-client';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** A cache and a client of their own, for as long as it is mounted. */
export function Provider({ connection, children }: { connection: Connection; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [{ links, close }] = useState(() =>
    // The server renders, and calls nobody.
    typeof window === 'undefined' ? { links: [], close: () => undefined } : browserLinks(trpc, connection),
  );
  const [client] = useState(() => trpc.createTRPCClient<AppRouter>({ links }));
  useEffect(() => close, [close]);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider queryClient={queryClient} trpcClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
