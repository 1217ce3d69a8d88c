'use client';
/** The password and a code, before the second factor is removed, or its recovery codes are replaced. */
import { secondFactorDisableInput } from '@tickwire/bindings/zod';
import { CodeField } from '@/features/auth/code-field';
import { DialogActions } from '@/ui/dialog';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { PLACES, REFUSALS, SENTENCES } from './refusals';

type Proof = { password?: string | null; code: string };

type ProofFormProps = {
  posted: Posted;
  action: (form: FormData) => void;
  act: {
    mutate: (proof: Proof, options: { onError: (error: unknown) => void }) => void;
    isPending: boolean;
    error: unknown;
  };
  verb: string;
  busy: string;
};

export function ProofForm({ posted, action, act, verb, busy }: ProofFormProps) {
  const form = useSchemaForm<Proof, Proof>({
    schema: secondFactorDisableInput,
    defaultValues: { password: '', code: '' },
    sentences: SENTENCES,
    posted,
  });
  const isAtField = ['password', 'code'].some((name) => form.errorOf(name));
  const send = (proof: Proof) => act.mutate(proof, { onError: (error) => form.refuse(error, REFUSALS, PLACES) });
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit(send)(event)}
    >
      {!isAtField && <Refusal error={act.error} own={REFUSALS} sentence={posted.sentence} />}
      <TextField form={form} name="password" label="Password" type="password" autoComplete="current-password" />
      <CodeField form={form} name="code" />
      <DialogActions>
        <Submit isBusy={act.isPending} busy={busy}>
          {verb}
        </Submit>
      </DialogActions>
    </form>
  );
}
