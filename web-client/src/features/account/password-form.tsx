'use client';
/** `account.changePassword`: another password, which ends every session but this one. */
import { useMutation } from '@tanstack/react-query';
import { accountChangePasswordInput } from '@tickwire/bindings/zod';
import dynamic from 'next/dynamic';
import { useActionState, useState } from 'react';
import { PasswordField } from '@/features/auth/password-field';
import type { CodeField as Code } from '@/features/auth/code-field';
import { useTRPC } from '@/trpc/client';
import { Done } from '@/ui/form/done';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { changePassword } from './actions';
import { isCodeAsked } from './second-factor';
import { NEW_PASSWORD_SENTENCES, PASSWORD_PLACES, passwordRefusals } from './sentences';

/** It comes when it is asked for: few have a second factor. */
const CodeField = dynamic(() => import('@/features/auth/code-field').then((module) => module.CodeField)) as typeof Code;

export function PasswordForm() {
  const [posted, action] = useActionState(changePassword, {});
  const [needsCode, setNeedsCode] = useState(posted.asksWho === true);
  const form = useSchemaForm({
    schema: accountChangePasswordInput,
    defaultValues: { currentPassword: '', newPassword: '', code: undefined },
    sentences: NEW_PASSWORD_SENTENCES,
    posted,
  });
  const change = useMutation(
    useTRPC().account.changePassword.mutationOptions({
      onSuccess: () => {
        form.reset();
        setNeedsCode(false);
      },
      onError: (error) => {
        if (isCodeAsked(error)) setNeedsCode(true);
        else form.refuse(error, passwordRefusals(error), PASSWORD_PLACES);
      },
    }),
  );
  const isAtField = ['currentPassword', 'newPassword', 'code'].some((name) => form.errorOf(name));
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit((values) => change.mutate(values))(event)}
    >
      {!isAtField && !isCodeAsked(change.error) && (
        <Refusal error={change.error} own={passwordRefusals(change.error)} sentence={posted.sentence} />
      )}
      <TextField
        form={form}
        name="currentPassword"
        label="Current password"
        type="password"
        autoComplete="current-password"
      />
      <PasswordField form={form} name="newPassword" label="New password" />
      {needsCode && <CodeField form={form} name="code" autoFocus />}
      <div className="flex flex-wrap items-center gap-3">
        <Submit isBusy={change.isPending} busy="Saving…">
          Change the password
        </Submit>
        <Done>{(change.isSuccess || posted.isDone) && 'Changed. Your other sessions have ended.'}</Done>
      </div>
    </form>
  );
}
