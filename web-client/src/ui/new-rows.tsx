'use client';
/** "12 new": the rows that wait above a held list. Stands in the heading, so that it covers and moves nothing. */
import { ArrowUp } from 'lucide-react';

type NewRowsProps = { count: number; onShow: () => void };

export function NewRows({ count, onShow }: NewRowsProps) {
  if (count === 0) return null;
  return (
    <button
      type="button"
      onClick={onShow}
      className="numbers flex h-7 animate-appear cursor-pointer items-center gap-1.5 rounded bg-ink px-2.5 text-row font-medium text-canvas pointer-coarse:h-11"
    >
      <ArrowUp className="size-3.5" aria-hidden />
      {count} new
    </button>
  );
}
