'use client';
/** What is dangerous asks for the password once more: `auth.confirm`, and then what was asked for is done. */
import type { ApiError } from '@tickwire/bindings';
import dynamic from 'next/dynamic';
import { useState, type ReactNode } from 'react';
import { refusalOf } from '@/trpc/errors';
import { Dialog } from '@/ui/dialog';

/** The form comes when it is asked for: that is seldom. */
const ConfirmForm = dynamic(() => import('./confirm-form').then((module) => module.ConfirmForm));

type Confirmation = {
  /** Asks, where the refusal was for want of it; `again` is what was refused. Whether it does. */
  ask: (error: unknown, again: () => void) => boolean;
  /** To be rendered beside what may be refused. */
  dialog: ReactNode;
};

/** Whether a refusal was for want of a fresh proof of who one is. */
export function wantsConfirmation(error: unknown): boolean {
  return refusalOf(error)?.type === ('ConfirmationRequired' satisfies ApiError['type']);
}

export function useConfirmation(): Confirmation {
  const [again, setAgain] = useState<() => void>();
  const close = () => setAgain(undefined);
  return {
    ask: (error, act) => {
      const isAsked = wantsConfirmation(error);
      if (isAsked) setAgain(() => act);
      return isAsked;
    },
    dialog: (
      <Dialog
        isOpen={again !== undefined}
        onOpenChange={close}
        title="Is it you?"
        description="This needs your password once more: you signed in more than a few minutes ago."
      >
        <ConfirmForm
          onConfirmed={() => {
            close();
            again?.();
          }}
        />
      </Dialog>
    ),
  };
}
