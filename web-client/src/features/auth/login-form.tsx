'use client';
/** `auth.login`: e-mail and password, each refusal at the field or above the form, then on to the tenant. */
import { Field } from '@base-ui/react/field';
import { Form } from '@base-ui/react/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LoginError } from '@tickwire/bindings';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { useTRPC } from '@/trpc/client';
import { describe, isServersFault } from '@/trpc/errors';
import { Button } from '@/ui/button';
import { RequestId } from '@/ui/request-id';

const REFUSALS: Record<LoginError['type'] | 'BAD_REQUEST' | 'TOO_MANY_REQUESTS', string> = {
  WrongCredentials: 'E-mail or password is wrong.',
  NoTenant: 'You are not a member of any tenant yet. Ask for an invitation.',
  BAD_REQUEST: 'Enter an e-mail address and a password.',
  TOO_MANY_REQUESTS: 'Too many attempts. Wait a minute, then try again.',
};

export function LoginForm() {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const password = useRef<HTMLInputElement>(null);
  const login = useMutation(
    trpc.auth.login.mutationOptions({
      onSuccess: (me) => {
        // Nothing of an earlier session may outlive it.
        queryClient.clear();
        router.replace(`/t/${me.tenant.slug}`);
      },
      onError: () => password.current?.select(),
    }),
  );
  const isBusy = login.isPending || login.isSuccess;

  return (
    // Without the script the browser would send the fields itself: never in a URL.
    <Form
      method="post"
      className="flex flex-col gap-4"
      onInput={() => {
        if (login.isError) login.reset();
      }}
      onFormSubmit={(values) => {
        if (!isBusy) login.mutate({ email: text(values.email), password: text(values.password) });
      }}
    >
      {login.error && <Refusal error={login.error} />}
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        missing="Enter your e-mail address."
        mismatch="This is not an e-mail address."
        autoFocus
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        missing="Enter your password."
        inputRef={password}
      />
      <Button type="submit" look="solid" className="mt-2 h-10" aria-disabled={isBusy}>
        {isBusy ? 'Signing in…' : 'Sign in'}
      </Button>
    </Form>
  );
}

function Refusal({ error }: { error: unknown }) {
  const { sentence, requestId } = describe(error, REFUSALS);
  return (
    <div role="alert" className="rounded border border-danger px-3 py-2 text-row">
      <p>{sentence}</p>
      {/* A wrong password is nobody's bug: there is no log to look into. */}
      {requestId && isServersFault(error) && <RequestId id={requestId} />}
    </div>
  );
}

type TextFieldProps = {
  label: string;
  name: string;
  type: 'email' | 'password';
  autoComplete: string;
  missing: string;
  mismatch?: string;
  autoFocus?: boolean;
  inputRef?: React.Ref<HTMLInputElement>;
};

function TextField({ label, name, missing, mismatch, inputRef, ...input }: TextFieldProps) {
  return (
    <Field.Root name={name} className="flex flex-col gap-1.5">
      <Field.Label className="text-row font-medium">{label}</Field.Label>
      <Field.Control
        {...input}
        ref={inputRef}
        required
        autoCapitalize="none"
        spellCheck={false}
        className="h-10 rounded border border-control bg-canvas px-3 text-body -outline-offset-1 pointer-coarse:h-11 pointer-coarse:text-title data-invalid:border-danger"
      />
      <Field.Error match="valueMissing" className="text-note text-danger">
        {missing}
      </Field.Error>
      <Field.Error match="typeMismatch" className="text-note text-danger">
        {mismatch}
      </Field.Error>
    </Field.Root>
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
