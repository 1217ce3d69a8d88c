'use client';
/** `@trpc/react-query` in the browser. */
import { QueryClientProvider } from '@tanstack/react-query';
import * as trpc from '@tickwire/trpc-11.19.0';
import { createTRPCReact } from '@tickwire/trpc-11.19.0/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { AppRouter } from '@/bindings';
import { browserLinks, type ClientPackage, type Connection } from '../connection';
import { makeQueryClient } from '../query-client';

export const api = createTRPCReact<AppRouter>({ abortOnUnmount: true });

/** A cache and a client of their own, for as long as it is mounted. */
export function Provider({ connection, children }: { connection: Connection; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  const [{ links, close }] = useState(() =>
    // The server renders, and calls nobody.
    typeof window === 'undefined'
      ? { links: [], close: () => undefined }
      : browserLinks(trpc as unknown as ClientPackage, connection),
  );
  const [client] = useState(() => api.createClient({ links }));
  useEffect(() => close, [close]);
  return (
    <QueryClientProvider client={queryClient}>
      <api.Provider client={client} queryClient={queryClient}>
        {children}
      </api.Provider>
    </QueryClientProvider>
  );
}
