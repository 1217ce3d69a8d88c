/** What start, pause and stop look like: square, and faint where they make no sense. */
export const ACT =
  'w-8 px-0! pointer-coarse:w-11 aria-disabled:cursor-default aria-disabled:border-line aria-disabled:text-control aria-disabled:hover:bg-canvas';
