'use client';
/** Asks for the password and a code before the second factor is removed, or its recovery codes are replaced. */
import { useMutation } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { disableSecondFactor, regenerateCodes } from './actions';
import type { StandingDialogProps } from './standing-dialog';

/** The forms come when they are asked for: that is seldom. */
const ProofForm = dynamic(() => import('./proof-form').then((module) => module.ProofForm));
const RecoveryCodes = dynamic(() => import('./recovery-codes').then((module) => module.RecoveryCodes));

export function DisableDialog({ isOffered, finalFocus }: StandingDialogProps) {
  const trpc = useTRPC();
  const [posted, action] = useActionState(disableSecondFactor, {});
  const [isOpen, setOpen] = useDialog('second-factor-off');
  const disable = useMutation(trpc.secondFactor.disable.mutationOptions({ onSuccess: () => setOpen(false) }));
  return (
    <Dialog
      name="second-factor-off"
      isOpen={isOpen && !posted.isDone}
      onOpenChange={(open) => {
        disable.reset();
        setOpen(open);
      }}
      title="Turn the second factor off"
      description="Signing in will ask for your password alone. Your recovery codes will be void."
      trigger={isOffered ? <Button>Turn off</Button> : undefined}
      finalFocus={isOffered ? undefined : finalFocus}
    >
      <ProofForm {...{ posted, action }} act={disable} verb="Turn off" busy="Turning off…" />
    </Dialog>
  );
}

export function RegenerateDialog({ isOffered, finalFocus }: StandingDialogProps) {
  const trpc = useTRPC();
  const [posted, action] = useActionState(regenerateCodes, {});
  const [isOpen, setOpen] = useDialog('recovery-codes');
  const regenerate = useMutation(trpc.secondFactor.regenerateCodes.mutationOptions());
  const codes = regenerate.data?.recoveryCodes ?? posted.answer;
  return (
    <Dialog
      name="recovery-codes"
      isOpen={isOpen}
      onOpenChange={(open) => {
        regenerate.reset();
        setOpen(open);
      }}
      title={codes ? 'Keep your recovery codes' : 'New recovery codes'}
      description={
        codes
          ? 'Those that you had before are void. These are shown this once.'
          : 'They take the place of those that you have.'
      }
      trigger={isOffered ? <Button>New recovery codes</Button> : undefined}
      finalFocus={isOffered ? undefined : finalFocus}
      isDismissible={!codes}
    >
      {codes ? (
        <RecoveryCodes codes={codes} />
      ) : (
        <ProofForm {...{ posted, action }} act={regenerate} verb="Make new codes" busy="Making…" />
      )}
    </Dialog>
  );
}
