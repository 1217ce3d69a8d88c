'use client';
/** `keys.create` in a dialog; the key itself is shown there, once. */
import type { Role } from '@tickwire/bindings';
import dynamic from 'next/dynamic';
import { useActionState, useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { createKey } from './actions';
import { KeptKey } from './kept-key';

/** The form comes when it is asked for: the list is what is mostly looked at. */
const KeyForm = dynamic(() => import('./key-form').then((module) => module.KeyForm));

/** `once` names what a form without a script sends: sent twice, it makes one key. */
export function NewKey({ role, once }: { role: Role; once: string }) {
  const [posted, action] = useActionState(createKey, {});
  const [isOpen, setOpen] = useDialog('new-key');
  const [made, setMade] = useState<string>();
  const secret = made ?? posted.answer?.secret;
  return (
    <Dialog
      name="new-key"
      isOpen={isOpen}
      onOpenChange={(open) => {
        setMade(undefined);
        setOpen(open);
      }}
      title={secret ? 'Keep this key now' : 'New API key'}
      description={secret ? 'It is shown this once. Should it be lost, replace it.' : 'One for each program.'}
      trigger={<Button look="solid">New key</Button>}
      isDismissible={secret === undefined}
    >
      {secret ? (
        <KeptKey secret={secret} label="The key" />
      ) : (
        <KeyForm role={role} once={once} posted={posted} action={action} onMade={setMade} />
      )}
    </Dialog>
  );
}
