'use client';
/** Holds a table's rows while a mouse or the keyboard's focus is in it: no row moves under them. */
import { useMemo, useState } from 'react';
import { useHeld } from '../use-held';
import { holdRows } from './held-rows';

/** In another `order` they are held anew. */
export function useHeldRows<T extends { id: string }>(rows: T[], order: string) {
  const { isHeld, handlers } = useHeld();
  const [frozen, setFrozen] = useState<{ rows: T[]; order: string }>();
  const isNew = frozen === undefined || frozen.order !== order;

  if (isHeld && rows.length > 0 && isNew) setFrozen({ rows, order });
  if (!isHeld && frozen !== undefined) setFrozen(undefined);

  const held = useMemo(() => holdRows(rows, isHeld ? frozen?.rows : undefined), [rows, isHeld, frozen]);
  return {
    ...held,
    /** Shows what waits, and holds the table there. */
    release: () => setFrozen({ rows, order }),
    handlers,
  };
}
