'use client';
/** `auth.resetPassword`: another password, which ends all sessions; then on to the login. */
import { useMutation } from '@tanstack/react-query';
import { authResetPasswordInput } from '@tickwire/bindings/zod';
import { useActionState, useEffect, useRef } from 'react';
import { useTRPC } from '@/trpc/client';
import { refusalOf } from '@/trpc/errors';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { TextLink } from '@/ui/text-link';
import { resetPassword } from './actions';
import { PasswordField } from './password-field';
import { PASSWORD_PLACES, RESET_SENTENCES, resetRefusals } from './sentences';

export function ResetPasswordForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const [posted, action] = useActionState(resetPassword, {});
  const form = useSchemaForm({
    schema: authResetPasswordInput,
    defaultValues: { token, password: '' },
    sentences: RESET_SENTENCES,
    posted,
  });
  const reset = useMutation(
    trpc.auth.resetPassword.mutationOptions({
      onError: (error) => form.refuse(error, resetRefusals(error), PASSWORD_PLACES),
    }),
  );
  if (reset.isSuccess || posted.isDone) return <Chosen />;
  const type = reset.error ? refusalOf(reset.error)?.type : posted.refusal;
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) =>
        void form.handleSubmit((values) => {
          if (!reset.isPending) reset.mutate(values);
        })(event)
      }
    >
      <Hidden fields={{ token }} />
      {!form.errorOf('password') && (
        <Refusal error={reset.error} own={resetRefusals(reset.error)} sentence={posted.sentence} />
      )}
      {type === 'InvalidLink' && <TextLink href="/reset">Ask for another link</TextLink>}
      <PasswordField form={form} name="password" label="New password" />
      <Submit isBusy={reset.isPending} busy="Saving…" className="mt-2 h-10">
        Choose this password
      </Submit>
    </form>
  );
}

function Chosen() {
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <p ref={text} tabIndex={-1} className="text-row outline-hidden">
      Your password is another one now, and every session has ended. <TextLink href="/login">Sign in</TextLink>
    </p>
  );
}
