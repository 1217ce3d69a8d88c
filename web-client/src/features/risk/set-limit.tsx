'use client';
/** `risk.setLimit` in a dialog: another limit, or another value of one. */
import { useMutation } from '@tanstack/react-query';
import type { RiskLimit } from '@tickwire/bindings';
import dynamic from 'next/dynamic';
import { useActionState, type ReactElement } from 'react';
import { useTRPC } from '@/trpc/client';
import { Dialog, useDialog } from '@/ui/dialog';
import { setLimit } from './actions';
import { useIsRequested } from './use-risk';

const LimitForm = dynamic(() => import('./limit-form').then((module) => module.LimitForm));

type SetLimitProps = {
  /** What the URL calls the dialog. */
  name: string;
  /** The limit that changes; another one, if left out. */
  limit?: RiskLimit;
  trigger: ReactElement<Record<string, unknown>>;
};

export function SetLimit({ name, limit, trigger }: SetLimitProps) {
  const [posted, action] = useActionState(setLimit, {});
  const [isOpen, setOpen] = useDialog(name);
  const set = useMutation(useTRPC().risk.setLimit.mutationOptions());
  const isRequested = useIsRequested()(set);
  return (
    <>
      <span role="status" className="text-note text-muted empty:hidden">
        {isRequested && 'Requested…'}
      </span>
      <Dialog
        name={name}
        isOpen={isOpen && !posted.isDone && !set.isSuccess}
        onOpenChange={(open) => {
          if (!set.isPending) set.reset();
          setOpen(open);
        }}
        title={limit ? 'Change the limit' : 'Set a limit'}
        description="It binds from the next signal on. What is open stays open."
        trigger={trigger}
      >
        <LimitForm limit={limit} set={set} posted={posted} action={action} />
      </Dialog>
    </>
  );
}
