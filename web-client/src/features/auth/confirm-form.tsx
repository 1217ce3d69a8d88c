'use client';
/** `auth.confirm`: the password once more, and a code, for whoever has a second factor. */
import { useMutation } from '@tanstack/react-query';
import { authConfirmInput } from '@tickwire/bindings/zod';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { refusalOf } from '@/trpc/errors';
import { DialogActions } from '@/ui/dialog';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { CodeField } from './code-field';
import { PROOF_PLACES, PROOF_REFUSALS, PROOF_SENTENCES } from './proof';

type ConfirmFormProps = {
  onConfirmed: () => void;
  /** What becomes of it without a script, where it can be sent without one. */
  posted?: Posted;
  action?: (form: FormData) => void;
};

export function ConfirmForm({ onConfirmed, posted, action }: ConfirmFormProps) {
  const trpc = useTRPC();
  const [needsCode, setNeedsCode] = useState(posted?.asksWho === true);
  const form = useSchemaForm({
    schema: authConfirmInput,
    defaultValues: { password: '', code: undefined },
    sentences: PROOF_SENTENCES,
    posted,
  });
  const confirm = useMutation(
    trpc.auth.confirm.mutationOptions({
      onSuccess: onConfirmed,
      onError: (error) => {
        if (refusalOf(error)?.type === 'SecondFactorRequired') setNeedsCode(true);
        else form.refuse(error, PROOF_REFUSALS, PROOF_PLACES);
      },
    }),
  );
  const isAtField = ['password', 'code'].some((name) => form.errorOf(name));
  const isAsked = refusalOf(confirm.error)?.type === 'SecondFactorRequired';
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        // It may stand inside the form that was refused.
        event.stopPropagation();
        void form.handleSubmit((values) => confirm.mutate(values))(event);
      }}
    >
      {!isAtField && !isAsked && <Refusal error={confirm.error} own={PROOF_REFUSALS} sentence={posted?.sentence} />}
      <TextField
        form={form}
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        autoFocus
      />
      {needsCode && <CodeField form={form} name="code" autoFocus />}
      <DialogActions>
        <Submit isBusy={confirm.isPending} busy="Checking…">
          Continue
        </Submit>
      </DialogActions>
    </form>
  );
}
