/** The box of every control that text is entered in. */
export const CONTROL =
  'h-9 w-full rounded border border-control bg-canvas px-3 text-body text-ink -outline-offset-1 disabled:bg-raised disabled:text-muted pointer-coarse:h-11 pointer-coarse:text-title aria-invalid:border-danger';
