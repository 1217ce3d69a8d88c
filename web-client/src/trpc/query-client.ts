/** The query cache's rules, the same on the server and in the browser. */
import { QueryCache, QueryClient } from '@tanstack/react-query';
import { hasLeft, isServersFault } from './errors';

const MAX_RETRIES = 2;

/** A cache whose data stays fresh for ever: the live stream keeps it current, so nothing is read again on a timer. */
export function makeQueryClient(onLeft?: () => void): QueryClient {
  const isServer = typeof window === 'undefined';
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (hasLeft(error)) onLeft?.();
      },
    }),
    defaultOptions: {
      // What cannot be asked for now fails now: it is not done later, when nobody expects it any more.
      mutations: { networkMode: 'always' },
      queries: {
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // The reducers keep what did not change; comparing it again would cost every frame.
        structuralSharing: false,
        // The server answers with what it has; the browser tries again.
        retry: (failures, error) => !isServer && failures < MAX_RETRIES && isServersFault(error),
      },
    },
  });
}
