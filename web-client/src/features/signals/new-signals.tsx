'use client';
/** "12 new": the rows that wait above a held list. */
import { ArrowUp } from 'lucide-react';

type NewSignalsProps = { count: number; onShow: () => void };

/** Takes no room of its own, so that its coming and going moves nothing. */
export function NewSignals({ count, onShow }: NewSignalsProps) {
  if (count === 0) return null;
  return (
    <div className="pointer-events-none sticky top-2 z-1 -mb-8 flex h-8 justify-center max-lg:top-14 pointer-coarse:-mb-11 pointer-coarse:h-11">
      <button
        type="button"
        onClick={(event) => {
          showTop(event.currentTarget);
          onShow();
        }}
        className="numbers pointer-events-auto flex animate-appear cursor-pointer items-center gap-1.5 rounded bg-ink px-3 text-row font-medium text-canvas"
      >
        <ArrowUp className="size-3.5" aria-hidden />
        {count} new
      </button>
    </div>
  );
}

/** The button is about to go: its focus stays in the list. */
function showTop(button: HTMLElement): void {
  const list = button.closest<HTMLElement>('[role=group]');
  list?.scrollTo({ top: 0 });
  list?.focus({ preventScroll: true });
}
