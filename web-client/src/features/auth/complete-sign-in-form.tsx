'use client';
/** `auth.completeSignIn`: the second factor's code, after a provider's sign-in. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { authCompleteSignInInput } from '@tickwire/bindings/zod';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { completeSignIn } from './actions';
import { CodeField } from './code-field';
import { CODE_PLACES, SIGN_IN_REFUSALS, SIGN_IN_SENTENCES } from './sentences';

/** `next` is where to go then; the tenant's dashboard, if there is none. */
export function CompleteSignInForm({ next }: { next?: string }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const [posted, action] = useActionState(completeSignIn, {});
  const form = useSchemaForm({
    schema: authCompleteSignInInput,
    defaultValues: { code: '' },
    sentences: SIGN_IN_SENTENCES,
    posted,
  });
  const complete = useMutation(
    useTRPC().auth.completeSignIn.mutationOptions({
      onSuccess: (me) => {
        // Nothing of an earlier session may outlive it.
        queryClient.clear();
        router.replace((next ?? `/t/${me.tenant.slug}`) as Route);
      },
      onError: (error) => form.refuse(error, SIGN_IN_REFUSALS, CODE_PLACES),
    }),
  );
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
      {next !== undefined && <Hidden fields={{ next }} />}
      {!form.errorOf('code') && <Refusal error={complete.error} own={SIGN_IN_REFUSALS} sentence={posted.sentence} />}
      <CodeField form={form} name="code" autoFocus />
      <Submit isBusy={isBusy} busy="Signing in…" className="mt-2 h-10">
        Sign in
      </Submit>
    </form>
  );
}
