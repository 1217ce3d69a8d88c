'use client';
/** `auth.login`: e-mail and password, then the second factor where there is one, then on to the tenant. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { authLoginInput } from '@tickwire/bindings/zod';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useActionState, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { refusalOf } from '@/trpc/errors';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { logIn } from './actions';
import { CodeField } from './code-field';
import { CODE_PLACES, LOGIN_REFUSALS, LOGIN_SENTENCES } from './sentences';

/** `next` is where to go then; the tenant's dashboard, if there is none. */
export function LoginForm({ next }: { next?: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [posted, action] = useActionState(logIn, {});
  const [needsCode, setNeedsCode] = useState(false);
  const form = useSchemaForm({
    schema: authLoginInput,
    defaultValues: { email: '', password: '', code: undefined },
    sentences: LOGIN_SENTENCES,
    posted,
  });
  const login = useMutation(
    trpc.auth.login.mutationOptions({
      onSuccess: (me) => {
        // Nothing of an earlier session may outlive it.
        queryClient.clear();
        router.replace((next ?? `/t/${me.tenant.slug}`) as Route);
      },
      onError: (error) => {
        const type = refusalOf(error)?.type;
        if (type === 'SecondFactorRequired') setNeedsCode(true);
        else if (!form.refuse(error, LOGIN_REFUSALS, CODE_PLACES))
          form.setFocus(needsCode ? 'code' : 'password', { shouldSelect: true });
      },
    }),
  );
  const isBusy = login.isPending || login.isSuccess;
  const isAsked = refusalOf(login.error)?.type === 'SecondFactorRequired';
  const isAtField = form.errorOf('code') !== undefined;

  const startAgain = () => {
    form.resetField('code');
    form.resetField('password');
    login.reset();
    setNeedsCode(false);
  };

  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onInput={() => {
        if (login.isError) login.reset();
      }}
      onSubmit={(event) =>
        void form.handleSubmit((values) => {
          if (!isBusy) login.mutate(values);
        })(event)
      }
    >
      {next !== undefined && <Hidden fields={{ next }} />}
      {!isAsked && !isAtField && <Refusal error={login.error} own={LOGIN_REFUSALS} sentence={posted.sentence} />}
      {needsCode ? (
        <CodeField form={form} name="code" autoFocus />
      ) : (
        <>
          <TextField form={form} name="email" label="E-mail" type="email" autoComplete="username" autoFocus />
          <TextField
            form={form}
            name="password"
            label="Password"
            type="password"
            autoComplete="current-password"
            aside={
              <Link href="/reset" className="text-note text-muted underline underline-offset-4 hover:text-ink">
                Forgotten your password?
              </Link>
            }
          />
          {/* Without a script nobody keeps the password meanwhile. */}
          {posted.asksWho && <CodeField form={form} name="code" />}
        </>
      )}
      <Submit isBusy={isBusy} busy="Signing in…" className="mt-2 h-10">
        Sign in
      </Submit>
      {needsCode && (
        <button
          type="button"
          onClick={startAgain}
          className="cursor-pointer self-start text-row text-muted underline underline-offset-4 hover:text-ink pointer-coarse:min-h-11"
        >
          Sign in as somebody else
        </button>
      )}
    </form>
  );
}
