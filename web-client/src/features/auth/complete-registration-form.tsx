'use client';
/** `auth.completeRegistration`: who it is, their password and their team; then on to the first bot. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { authCompleteRegistrationInput } from '@tickwire/bindings/zod';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { refusalOf } from '@/trpc/errors';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { TextLink } from '@/ui/text-link';
import { completeRegistration } from './actions';
import { PasswordField } from './password-field';
import { PASSWORD_PLACES, REGISTRATION_SENTENCES, registrationRefusals } from './sentences';

export function CompleteRegistrationForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [posted, action] = useActionState(completeRegistration, {});
  const form = useSchemaForm({
    schema: authCompleteRegistrationInput,
    defaultValues: { token, name: '', password: '', teamName: '' },
    sentences: REGISTRATION_SENTENCES,
    posted,
  });
  const complete = useMutation(
    trpc.auth.completeRegistration.mutationOptions({
      onSuccess: (me) => {
        queryClient.clear();
        router.replace(`/t/${me.tenant.slug}/bots/new` as Route);
      },
      onError: (error) => form.refuse(error, registrationRefusals(error), PASSWORD_PLACES),
    }),
  );
  const type = complete.error ? refusalOf(complete.error)?.type : posted.refusal;
  const isAtField = ['name', 'password', 'teamName'].some((name) => form.errorOf(name));
  const isBusy = complete.isPending || complete.isSuccess;
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) =>
        void form.handleSubmit((values) => {
          if (!isBusy) complete.mutate(values);
        })(event)
      }
    >
      <Hidden fields={{ token }} />
      {!isAtField && (
        <Refusal error={complete.error} own={registrationRefusals(complete.error)} sentence={posted.sentence} />
      )}
      {type === 'InvalidLink' && <TextLink href="/register">Ask for another link</TextLink>}
      {type === 'AlreadyRegistered' && <TextLink href="/login">Sign in</TextLink>}
      <TextField form={form} name="name" label="Your name" autoComplete="name" autoCapitalize="words" autoFocus />
      <PasswordField form={form} name="password" label="Password" />
      <TextField
        form={form}
        name="teamName"
        label="Team"
        autoComplete="organization"
        autoCapitalize="words"
        hint="What your bots trade for. It can be changed."
      />
      <Submit isBusy={isBusy} busy="Opening…" className="mt-2 h-10">
        Open the account
      </Submit>
    </form>
  );
}
