'use client';
/** Rows never move under a pointer or the focus: what comes meanwhile waits above the list. */
import { useState, type FocusEvent, type PointerEvent } from 'react';

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

/**
 * Holds the list at the row that is on top when a mouse or the keyboard's focus enters, until both have left. A click
 * focuses too, but whoever clicks and leaves has left.
 */
export function useHeldList<T extends Row>(rows: T[]) {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [topId, setTopId] = useState<string>();
  const isHeld = isPointed || isFocused;
  const newestId = rows[0]?.id;

  if (isHeld && topId === undefined && newestId !== undefined) setTopId(newestId);
  if (!isHeld && topId !== undefined) setTopId(undefined);

  return {
    ...splitHeld(rows, isHeld ? topId : undefined),
    /** Shows what waits, and holds the list there. */
    release: () => setTopId(newestId),
    handlers: {
      onPointerEnter: (event: PointerEvent) => setPointed(event.pointerType === 'mouse'),
      onPointerLeave: () => setPointed(false),
      onFocus: (event: FocusEvent) => setFocused(event.target.matches(':focus-visible')),
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      },
    },
  };
}
