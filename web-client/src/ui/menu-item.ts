/** What an item of a menu looks like. */
export const MENU_ITEM =
  'flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 text-row outline-hidden select-none data-highlighted:bg-sunken pointer-coarse:min-h-11';

/** What a menu looks like. */
export const MENU_POPUP =
  'w-60 rounded border border-control bg-raised p-1 outline-hidden transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0';
