'use client';
/** The place of a canvas: the keyboard reaches it, and what is pointed at stands above it in words. */
import type { KeyboardEvent, ReactNode, RefObject } from 'react';

type CanvasBoxProps = {
  box: RefObject<HTMLDivElement | null>;
  title: string;
  /** What is pointed at; what is newest, where nothing is. */
  reading: ReactNode;
  isPointed: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onBlur: () => void;
};

export function CanvasBox({ box, title, reading, isPointed, onKeyDown, onBlur }: CanvasBoxProps) {
  return (
    <div
      role="group"
      tabIndex={0}
      aria-label={`${title}: left and right read it, plus and minus zoom`}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className="group absolute inset-0 outline-hidden"
    >
      <div ref={box} className="absolute inset-0" />
      {/* What is newest changes too often to be read out. */}
      <p
        aria-live={isPointed ? 'polite' : 'off'}
        className="numbers pointer-events-none absolute top-1 left-2 z-10 flex flex-wrap gap-x-3 text-note text-muted"
      >
        {reading}
      </p>
      {/* The canvas lies above the group's own outline. */}
      <span className="pointer-events-none absolute inset-0 z-10 outline-ink -outline-offset-2 group-focus-visible:outline-2" />
    </div>
  );
}
