'use client';
/** `account.changeEmail`: a link to another address, which becomes the person's when it is opened. */
import { useMutation } from '@tanstack/react-query';
import { accountChangeEmailInput } from '@tickwire/bindings/zod';
import dynamic from 'next/dynamic';
import { useActionState, useState } from 'react';
import type { CodeField as Code } from '@/features/auth/code-field';
import { useTRPC } from '@/trpc/client';
import { Done } from '@/ui/form/done';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { changeEmail } from './actions';
import { isCodeAsked } from './second-factor';
import { EMAIL_PLACES, EMAIL_REFUSALS, EMAIL_SENTENCES } from './sentences';

/** It comes when it is asked for: few have a second factor. */
const CodeField = dynamic(() => import('@/features/auth/code-field').then((module) => module.CodeField)) as typeof Code;

export function EmailForm() {
  const [posted, action] = useActionState(changeEmail, {});
  const [needsCode, setNeedsCode] = useState(posted.asksWho === true);
  const form = useSchemaForm({
    schema: accountChangeEmailInput,
    defaultValues: { email: '', password: '', code: undefined },
    sentences: EMAIL_SENTENCES,
    posted,
  });
  const change = useMutation(
    useTRPC().account.changeEmail.mutationOptions({
      onSuccess: () => {
        form.reset();
        setNeedsCode(false);
      },
      onError: (error) => {
        if (isCodeAsked(error)) setNeedsCode(true);
        else form.refuse(error, EMAIL_REFUSALS, EMAIL_PLACES);
      },
    }),
  );
  const isAtField = ['email', 'password', 'code'].some((name) => form.errorOf(name));
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit((values) => change.mutate(values))(event)}
    >
      {!isAtField && !isCodeAsked(change.error) && (
        <Refusal error={change.error} own={EMAIL_REFUSALS} sentence={posted.sentence} />
      )}
      <TextField form={form} name="email" label="New address" type="email" autoComplete="off" />
      <TextField form={form} name="password" label="Password" type="password" autoComplete="current-password" />
      {needsCode && <CodeField form={form} name="code" autoFocus />}
      <div className="flex flex-wrap items-center gap-3">
        <Submit isBusy={change.isPending} busy="Sending…">
          Send the link
        </Submit>
        <Done>
          {(change.isSuccess || posted.isDone) && 'Check the mail of the new address: its link makes the change.'}
        </Done>
      </div>
    </form>
  );
}
