'use client';
/** `invitations.accept`: as the person who is signed in, or as somebody new, with a name and a password. */
import { useMutation } from '@tanstack/react-query';
import { invitationsAcceptInput } from '@tickwire/bindings/zod';
import { useActionState } from 'react';
import { PasswordField } from '@/features/auth/password-field';
import { PASSWORD_PLACES } from '@/features/auth/sentences';
import { goToTenant } from '@/features/tenants/go-to-tenant';
import { useTRPC } from '@/trpc/client';
import { goToLogin } from '@/trpc/go-to-login';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { acceptInvitation } from './actions';
import { ACCEPT_SENTENCES, acceptRefusals } from './refusals';

type AcceptFormProps = { token: string; team: string; isNew: boolean };

export function AcceptForm({ token, team, isNew }: AcceptFormProps) {
  const [posted, action] = useActionState(acceptInvitation, {});
  const form = useSchemaForm({
    schema: invitationsAcceptInput,
    defaultValues: isNew ? { token, name: '', password: '' } : { token },
    sentences: ACCEPT_SENTENCES,
    posted,
  });
  const accept = useMutation(
    useTRPC().invitations.accept.mutationOptions({
      onSuccess: (me) => (me ? goToTenant(me.tenant.slug) : goToLogin()),
      onError: (error) => form.refuse(error, acceptRefusals(error), PASSWORD_PLACES),
    }),
  );
  const isAtField = ['name', 'password'].some((name) => form.errorOf(name));
  const isBusy = accept.isPending || accept.isSuccess;
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) =>
        void form.handleSubmit((values) => {
          if (!isBusy) accept.mutate(values);
        })(event)
      }
    >
      <Hidden fields={{ token }} />
      {!isAtField && <Refusal error={accept.error} own={acceptRefusals(accept.error)} sentence={posted.sentence} />}
      {isNew && (
        <>
          <TextField form={form} name="name" label="Your name" autoComplete="name" autoCapitalize="words" autoFocus />
          <PasswordField form={form} name="password" label="Password" />
        </>
      )}
      <Submit isBusy={isBusy} busy="Joining…" className="mt-2 h-10">
        {`Join ${team}`}
      </Submit>
    </form>
  );
}
