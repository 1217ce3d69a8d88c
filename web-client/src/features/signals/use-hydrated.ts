'use client';
/** Tells what was painted by the server from what came later. */
import { useSyncExternalStore } from 'react';

/** False for the server's paint and the browser's first one, true ever after. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
