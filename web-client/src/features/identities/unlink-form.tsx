'use client';
/** The password, and a code for whoever has a second factor, before a provider is disconnected. */
import type { IdentityId } from '@tickwire/bindings';
import { identitiesUnlinkInput } from '@tickwire/bindings/zod';
import { useState } from 'react';
import { isCodeAsked } from '@/features/account/second-factor';
import { CodeField } from '@/features/auth/code-field';
import { DialogActions } from '@/ui/dialog';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { UNLINK_PLACES, UNLINK_REFUSALS, UNLINK_SENTENCES } from './sentences';

type Proof = { id: IdentityId; password?: string | null; code?: string | null };

type UnlinkFormProps = {
  id: IdentityId;
  act: {
    mutate: (proof: Proof, options: { onError: (error: unknown) => void }) => void;
    isPending: boolean;
    error: unknown;
  };
  posted: Posted;
  action: (form: FormData) => void;
};

export function UnlinkForm({ id, act, posted, action }: UnlinkFormProps) {
  const [needsCode, setNeedsCode] = useState(posted.asksWho === true);
  const form = useSchemaForm({
    schema: identitiesUnlinkInput,
    defaultValues: { id, password: '', code: undefined },
    sentences: UNLINK_SENTENCES,
    posted,
  });
  const onError = (error: unknown) => {
    if (isCodeAsked(error)) setNeedsCode(true);
    else form.refuse(error, UNLINK_REFUSALS, UNLINK_PLACES);
  };
  const isAtField = ['password', 'code'].some((name) => form.errorOf(name));
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => void form.handleSubmit((proof) => act.mutate(proof, { onError }))(event)}
    >
      <Hidden fields={{ id }} />
      {!isAtField && !isCodeAsked(act.error) && (
        <Refusal error={act.error} own={UNLINK_REFUSALS} sentence={posted.sentence} />
      )}
      <TextField form={form} name="password" label="Password" type="password" autoComplete="current-password" />
      {needsCode && <CodeField form={form} name="code" autoFocus />}
      <DialogActions>
        <Submit isBusy={act.isPending} busy="Disconnecting…">
          Disconnect
        </Submit>
      </DialogActions>
    </form>
  );
}
