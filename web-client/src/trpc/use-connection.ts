'use client';
/** The live connection as it is to be shown. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTRPC } from './client';
import { ConnectionMonitor, type Connection } from './connection';
import { openSocket } from './socket';

const monitor = new ConnectionMonitor();

/** Follows the socket, and asks whether the session still stands when the socket cannot be opened. Mount it once. */
export function useConnection(): Connection {
  const trpc = useTRPC();
  const cache = useQueryClient();
  useEffect(() => {
    const state = openSocket().connectionState;
    const follow = () => {
      const now = state.get().state;
      if (!navigator.onLine) monitor.unplugged();
      else if (now === 'pending') monitor.up();
      else if (now === 'connecting') monitor.down();
    };
    const socket = state.subscribe({ next: follow });
    const asking = monitor.subscribe(() => {
      const connection = monitor.get();
      // A refused socket looks like a lost one; only a read tells "signed out" from "server away", and, once it is
      // back, whether it is the server that this page was built for.
      if (connection !== 'reconnecting' && connection !== 'resumed') return;
      cache.query({ ...trpc.auth.me.queryOptions(), staleTime: 0 }).catch(() => undefined);
    });
    window.addEventListener('online', follow);
    window.addEventListener('offline', follow);
    return () => {
      socket.unsubscribe();
      asking();
      window.removeEventListener('online', follow);
      window.removeEventListener('offline', follow);
    };
  }, [cache, trpc]);
  return useSyncExternalStore(monitor.subscribe, monitor.get, () => 'connecting');
}
