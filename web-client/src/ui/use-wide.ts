'use client';
/** Whether the screen is wide enough for panes beside each other, each with a scroll of its own. */
import { useSyncExternalStore } from 'react';

const WIDE = '(width >= 64rem)';

/** True on the server: what it paints is laid out by the style sheet alone. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(WIDE);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(WIDE).matches,
    () => true,
  );
}
