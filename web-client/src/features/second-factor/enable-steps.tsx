'use client';
/** The steps of setting the second factor up: the password, then a code of the picture. */
import { useMutation } from '@tanstack/react-query';
import type { Enrolment } from '@tickwire/bindings';
import { secondFactorBeginInputSchema, secondFactorConfirmInput } from '@tickwire/bindings/zod';
import { CodeField } from '@/features/auth/code-field';
import { useTRPC } from '@/trpc/client';
import { Copy } from '@/ui/copy';
import { DialogActions } from '@/ui/dialog';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { QrCode } from '@/ui/qr-code';
import { REFUSALS, SENTENCES } from './refusals';

type StepProps<Done> = { posted: Posted; action: (form: FormData) => void; onDone: (done: Done) => void };

export function PasswordStep({ posted, action, onDone }: StepProps<Enrolment>) {
  const trpc = useTRPC();
  const form = useSchemaForm({
    schema: secondFactorBeginInputSchema,
    defaultValues: { password: '' },
    sentences: SENTENCES,
    posted,
  });
  const begin = useMutation(
    trpc.secondFactor.begin.mutationOptions({
      onSuccess: onDone,
      onError: (error) => form.refuse(error, REFUSALS, { WrongPassword: 'password' }),
    }),
  );
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit((values) => begin.mutate(values))(event)}
    >
      {!form.errorOf('password') && <Refusal error={begin.error} own={REFUSALS} sentence={posted.sentence} />}
      <TextField form={form} name="password" label="Password" type="password" autoComplete="current-password" />
      <DialogActions>
        <Submit isBusy={begin.isPending} busy="Checking…">
          Continue
        </Submit>
      </DialogActions>
    </form>
  );
}

export function CodeStep({ posted, action, enrolment, onDone }: StepProps<string[]> & { enrolment: Enrolment }) {
  const trpc = useTRPC();
  const form = useSchemaForm({
    schema: secondFactorConfirmInput,
    defaultValues: { code: '' },
    sentences: { code: { missing: 'Enter the code.', wrong: 'The code has six digits.' } },
    posted,
  });
  const confirm = useMutation(
    trpc.secondFactor.confirm.mutationOptions({
      onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
      onError: (error) => form.refuse(error, REFUSALS, { WrongCode: 'code' }),
    }),
  );
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit((values) => confirm.mutate(values))(event)}
    >
      {!form.errorOf('code') && <Refusal error={confirm.error} own={REFUSALS} sentence={posted.sentence} />}
      <div className="flex flex-col items-center gap-3">
        <QrCode text={enrolment.uri} label="The secret as a picture, for an authenticator to scan" />
        <span className="flex max-w-full items-center gap-1">
          <code aria-label="The secret" className="min-w-0 font-mono text-note break-all">
            {enrolment.secret}
          </code>
          <Copy text={enrolment.secret} label="Copy the secret" />
        </span>
      </div>
      <CodeField form={form} name="code" takesRecovery={false} autoFocus />
      <DialogActions>
        <Submit isBusy={confirm.isPending} busy="Checking…">
          Turn on
        </Submit>
      </DialogActions>
    </form>
  );
}
