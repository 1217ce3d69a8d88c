'use client';
/** The browser's calls to the API: one query cache over HTTP. What is live comes over the socket, in `socket.ts`. */
import { QueryClientProvider } from '@tanstack/react-query';
import { transformer, type AppRouter } from '@tickwire/bindings';
import { contractLink, useInvalidation } from '@tickwire/bindings/react';
import { createTRPCClient, httpLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { useState, type ReactNode } from 'react';
import { staysSignedIn } from './go-to-login';
import { meantHere } from './meant';
import { makeQueryClient } from './query-client';

const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();

export { useTRPC };

/** Wraps the whole application; holds the cache for as long as the tab lives. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => makeQueryClient(() => void staysSignedIn()));
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <Invalidation />
      <TRPCProvider queryClient={queryClient} trpcClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** What a mutation makes stale is read again. */
function Invalidation() {
  useInvalidation();
  return null;
}

/** Calls are not batched: there are few, and each failure keeps its own status and `Retry-After`. */
function makeClient() {
  return createTRPCClient<AppRouter>({
    links: [contractLink(), httpLink({ url: '/api/trpc', transformer, headers: meantHere })],
  });
}
