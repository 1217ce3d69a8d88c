'use client';
/** `account.confirmEmail`: a press, for what only opens links must not move an account. */
import { useMutation } from '@tanstack/react-query';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Act } from '@/ui/form/act';
import { Refusal } from '@/ui/form/refusal';
import { TextLink } from '@/ui/text-link';
import { confirmEmail } from './actions';
import { CONFIRM_EMAIL_REFUSALS } from './sentences';

export function ConfirmEmailForm({ token }: { token: string }) {
  const [posted, action] = useActionState(confirmEmail, {});
  const confirm = useMutation(useTRPC().account.confirmEmail.mutationOptions());
  const isDone = confirm.isSuccess || posted.isDone;
  return (
    <div className="flex flex-col gap-4">
      <Refusal error={confirm.error} own={CONFIRM_EMAIL_REFUSALS} sentence={posted.sentence} />
      <p role="status" className="text-row empty:hidden">
        {isDone && 'This is your address from now on.'}
      </p>
      {isDone ? (
        <TextLink href="/">Go on</TextLink>
      ) : (
        <Act
          look="solid"
          className="h-10"
          action={action}
          fields={{ token }}
          isBusy={confirm.isPending}
          onAct={() => confirm.mutate({ token })}
        >
          {confirm.isPending ? 'Confirming…' : 'Confirm this address'}
        </Act>
      )}
    </div>
  );
}
