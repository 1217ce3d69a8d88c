'use client';
/** A table by the keyboard: `j` and `k` go from row to row, Enter opens one, Escape closes what it opened. */
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { isForPage } from '../keys';
import { openRow } from './table-row';

const FRAMES = 30;

type RowKeys = {
  body: RefObject<HTMLElement | null>;
  rows: readonly { id: string }[];
  /** Brings a row that is not in the document there. */
  scrollTo: (index: number) => void;
  /** What Escape closes, where something is open. */
  onClose?: () => void;
};

export function useRowKeys({ body, rows, scrollTo, onClose }: RowKeys): void {
  const current = useRef<string>(undefined);
  const elementOf = (id: string) => body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);

  const focus = (index: number) => {
    const id = rows[index]?.id;
    if (id === undefined) return;
    current.current = id;
    scrollTo(index);
    // A row that is far away stands in the document a frame or two later.
    const take = (frames: number) => {
      const row = elementOf(id);
      if (row) {
        row.focus({ preventScroll: true });
        row.scrollIntoView({ block: 'nearest' });
      } else if (frames > 0 && current.current === id) requestAnimationFrame(() => take(frames - 1));
    };
    take(FRAMES);
  };

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isForPage(event)) return;
    const focused = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    const id = focused?.dataset.row ?? current.current;
    const at = rows.findIndex((row) => row.id === id);
    if (event.key === 'j') focus(Math.min(at + 1, rows.length - 1));
    else if (event.key === 'k') focus(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && focused !== null && focused === event.target) openRow(focused);
    else if (event.key === 'Escape' && onClose) onClose();
    else return;
    event.preventDefault();
  });

  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
