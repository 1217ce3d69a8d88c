'use client';
/** `identities.unlink`: forgets a provider, for whoever proves who they are. */
import { useMutation } from '@tanstack/react-query';
import type { Identity } from '@tickwire/bindings';
import dynamic from 'next/dynamic';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { unlinkIdentity } from './actions';

/** The form comes when it is asked for: that is seldom. */
const UnlinkForm = dynamic(() => import('./unlink-form').then((module) => module.UnlinkForm));

export function UnlinkDialog({ identity: { id, name } }: { identity: Identity }) {
  const dialog = `unlink-${id}`;
  const [posted, action] = useActionState(unlinkIdentity, {});
  const [isOpen, setOpen] = useDialog(dialog);
  const unlink = useMutation(useTRPC().identities.unlink.mutationOptions());
  return (
    <Dialog
      name={dialog}
      isOpen={isOpen && !posted.isDone && !unlink.isSuccess}
      onOpenChange={(open) => {
        unlink.reset();
        setOpen(open);
      }}
      title={`Disconnect ${name}`}
      description="Nobody comes in by it any more. Sessions go on."
      trigger={<Button aria-label={`Disconnect ${name}`}>Disconnect</Button>}
    >
      <UnlinkForm id={id} act={unlink} posted={posted} action={action} />
    </Dialog>
  );
}
