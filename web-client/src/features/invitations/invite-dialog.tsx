'use client';
/** `invitations.create` in a dialog. */
import type { Role } from '@tickwire/bindings';
import dynamic from 'next/dynamic';
import { useActionState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { invite } from './actions';

/** The form comes when it is asked for: the list is what is mostly looked at. */
const InviteForm = dynamic(() => import('./invite-form').then((module) => module.InviteForm));

/** `once` names what a form without a script sends: sent twice, it invites once. */
export function InviteDialog({ role, once }: { role: Role; once: string }) {
  const [posted, action] = useActionState(invite, {});
  const [isOpen, setOpen] = useDialog('invite');
  return (
    <Dialog
      name="invite"
      isOpen={isOpen && !posted.isDone}
      onOpenChange={setOpen}
      title="Invite somebody"
      description="They get a link by e-mail, whether they have an account or not."
      trigger={<Button look="solid">Invite</Button>}
    >
      <InviteForm role={role} once={once} posted={posted} action={action} onDone={() => setOpen(false)} />
    </Dialog>
  );
}
