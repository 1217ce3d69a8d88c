'use client';
/** The one act of a form. It stays in place, and in focus, while it is being done, and is not done again meanwhile. */
import type { ComponentProps } from 'react';
import { Button } from '../button';

type SubmitProps = Omit<ComponentProps<typeof Button>, 'type' | 'onClick'> & { isBusy: boolean; busy: string };

export function Submit({ isBusy, busy, look = 'solid', children, ...button }: SubmitProps) {
  return (
    <Button
      {...button}
      type="submit"
      look={look}
      aria-disabled={isBusy}
      // Enter in a field presses it too.
      onClick={(event) => isBusy && event.preventDefault()}
    >
      {isBusy ? busy : children}
    </Button>
  );
}
