'use client';
/** `risk.lockPair` in a dialog. */
import { useMutation } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { lockPair } from './actions';
import { useIsRequested } from './use-risk';

const LockForm = dynamic(() => import('./lock-form').then((module) => module.LockForm));

/** `once` names what a form without a script sends: sent twice, it makes one lock. */
export function LockInstrument({ once }: { once: string }) {
  const [posted, action] = useActionState(lockPair, {});
  const [isOpen, setOpen] = useDialog('lock');
  const lock = useMutation(useTRPC().risk.lockPair.mutationOptions());
  const isRequested = useIsRequested()(lock);
  return (
    <Dialog
      name="lock"
      isOpen={isOpen && !posted.isDone && !lock.isSuccess}
      onOpenChange={(open) => {
        if (!lock.isPending) lock.reset();
        setOpen(open);
      }}
      title="Lock an instrument"
      description="Until then nothing is opened in it. What makes a position smaller passes."
      trigger={<Button>{isRequested ? 'Requested…' : 'Lock an instrument'}</Button>}
    >
      <LockForm lock={lock} once={once} posted={posted} action={action} />
    </Dialog>
  );
}
