'use client';
/** The browser's side of the API: one query cache, HTTP for calls, one WebSocket for what is live. */
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { transformer, type AppRouter } from '@tickwire/bindings';
import { createTRPCClient, httpBatchLink, splitLink, wsLink, type TRPCClient, type TRPCLink } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import { ConnectionMonitor, type Connection } from './connection';
import { makeQueryClient } from './query-client';
import { openSocket } from './socket';

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

const monitor = new ConnectionMonitor();

/** Wraps the whole application; holds the cache for as long as the tab lives. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(() => makeQueryClient(goToLogin));
  const [client] = useState(makeClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider queryClient={queryClient} trpcClient={client}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** The connection as it is to be shown. */
export function useConnection(): Connection {
  return useSyncExternalStore(monitor.subscribe, monitor.get, () => 'connecting');
}

/** Follows the socket, and asks whether the session still stands when the socket cannot be opened. */
export function useConnectionWatch(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  useEffect(() => {
    const state = openSocket().connectionState;
    const follow = () => {
      if (!navigator.onLine) monitor.unplugged();
      else if (state.get().state === 'pending') monitor.up();
      else if (state.get().state === 'connecting') monitor.down();
    };
    const socket = state.subscribe({ next: follow });
    window.addEventListener('online', follow);
    window.addEventListener('offline', follow);
    const stopAsking = monitor.subscribe(() => {
      if (monitor.get() !== 'reconnecting') return;
      // A refused socket looks like a lost one; only a read tells "signed out" from "server away".
      void queryClient.invalidateQueries(trpc.auth.me.queryFilter());
    });
    return () => {
      socket.unsubscribe();
      stopAsking();
      window.removeEventListener('online', follow);
      window.removeEventListener('offline', follow);
    };
  }, [queryClient, trpc]);
}

/** A full load, so that nothing read by the last person stays in memory. */
export function goToLogin(): void {
  window.location.assign('/login');
}

function makeClient(): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({ links: [link()] });
}

/** While the server renders there is no socket: it renders what was prefetched and subscribes to nothing. */
function link(): TRPCLink<AppRouter> {
  const http = httpBatchLink<AppRouter>({ url: '/api/trpc', transformer });
  if (typeof window === 'undefined') return http;
  return splitLink<AppRouter>({
    condition: (operation) => operation.type === 'subscription',
    true: wsLink<AppRouter>({ client: openSocket(), transformer }),
    false: http,
  });
}
