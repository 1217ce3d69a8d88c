'use client';
/** `bots.command`, in a dialog that says what becomes of it. */
import { useMutation } from '@tanstack/react-query';
import type { Bot } from '@tickwire/bindings';
import dynamic from 'next/dynamic';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Dialog, useDialog } from '@/ui/dialog';
import { sendCommand } from '../actions';

/** The form comes when it is asked for: the list is what is mostly looked at. */
const CommandForm = dynamic(() => import('./command-form').then((module) => module.CommandForm));

export function SendCommand({ bot: { id, name }, once }: { bot: Bot; once: string }) {
  const [posted, action] = useActionState(sendCommand, {});
  const [isOpen, setOpen] = useDialog('command');
  const send = useMutation(useTRPC().bots.command.mutationOptions());
  return (
    <Dialog
      name="command"
      isOpen={isOpen && !posted.isDone && !send.isSuccess}
      onOpenChange={(open) => {
        if (!send.isPending) send.reset();
        setOpen(open);
      }}
      title={`Send ${name} a command`}
      description="It waits an hour for the program’s answer, and no longer than until the bot is stopped. What must hold whether it listens or not is Pause, Stop and Halt."
      trigger={<Button look="solid">Send a command</Button>}
    >
      <CommandForm id={id} once={once} send={send} posted={posted} action={action} />
    </Dialog>
  );
}
