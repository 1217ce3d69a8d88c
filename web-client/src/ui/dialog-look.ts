/** What a dialog looks like, and what lies behind it. */

export const BACKDROP =
  'fixed inset-0 z-20 bg-sunken opacity-80 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const POPUP =
  'fixed top-1/2 left-1/2 z-20 flex max-h-[calc(100dvh-2rem)] w-104 max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded border border-control bg-canvas p-5 outline-hidden transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const CLOSE =
  'absolute top-4 right-4 inline-grid size-7 cursor-pointer place-items-center rounded text-muted hover:bg-raised hover:text-ink pointer-coarse:top-2 pointer-coarse:right-2 pointer-coarse:size-11';
