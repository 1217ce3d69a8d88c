'use client';
/** A press that does one thing, on one thing: by the script, or by the form that it stands in. */
import type { ComponentProps } from 'react';
import { Button } from '../button';
import { Hidden } from './hidden';

type ActProps = Omit<ComponentProps<typeof Button>, 'action' | 'onClick' | 'type'> & {
  action: (form: FormData) => void;
  fields: Record<string, string>;
  isBusy: boolean;
  onAct: () => void;
};

export function Act({ action, fields, isBusy, onAct, ...button }: ActProps) {
  return (
    <form
      action={action}
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onAct();
      }}
    >
      <Hidden fields={fields} />
      <Button {...button} type="submit" aria-disabled={isBusy} />
    </form>
  );
}
