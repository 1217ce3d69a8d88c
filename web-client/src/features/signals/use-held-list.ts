'use client';
/** Rows never move under a pointer or the focus: what comes meanwhile waits above the list. */
import { useState } from 'react';
import { useHeld } from '@/ui/use-held';

type Row = { id: string };

/** Which of its rows a held list shows, and how many wait. */
export function splitHeld<T extends Row>(rows: T[], topId: string | undefined) {
  const at =
    topId === undefined
      ? 0
      : Math.max(
          0,
          rows.findIndex((row) => row.id === topId),
        );
  return { shown: at === 0 ? rows : rows.slice(at), waiting: at };
}

/** Holds the list at the row that is on top when a mouse or the keyboard's focus enters, until both have left. */
export function useHeldList<T extends Row>(rows: T[]) {
  const { isHeld, handlers } = useHeld();
  const [topId, setTopId] = useState<string>();
  const newestId = rows[0]?.id;

  if (isHeld && topId === undefined && newestId !== undefined) setTopId(newestId);
  if (!isHeld && topId !== undefined) setTopId(undefined);

  return {
    ...splitHeld(rows, isHeld ? topId : undefined),
    /** Shows what waits, and holds the list there. */
    release: () => setTopId(newestId),
    handlers,
  };
}
