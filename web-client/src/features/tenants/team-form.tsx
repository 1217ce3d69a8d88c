'use client';
/** `tenants.rename`: what the team is called; its address stays. */
import { useMutation } from '@tanstack/react-query';
import { tenantsRenameInput } from '@tickwire/bindings/zod';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Done } from '@/ui/form/done';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { renameTeam } from './actions';
import { TEAM_SENTENCES } from './sentences';

type TeamFormProps = {
  name: string;
  /** Why it is not the person's to change. */
  reason?: string;
};

export function TeamForm({ name, reason }: TeamFormProps) {
  const [posted, action] = useActionState(renameTeam, {});
  const router = useRouter();
  const form = useSchemaForm({
    schema: tenantsRenameInput,
    defaultValues: { name },
    sentences: TEAM_SENTENCES,
    posted,
  });
  const rename = useMutation(
    useTRPC().tenants.rename.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: (error) => form.refuse(error, {}, {}),
    }),
  );
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onInput={() => rename.reset()}
      onSubmit={(event) => void form.handleSubmit((values) => rename.mutate(values))(event)}
    >
      {!form.errorOf('name') && <Refusal error={rename.error} sentence={posted.sentence} />}
      <TextField
        form={form}
        name="name"
        label="Name"
        autoComplete="off"
        autoCapitalize="words"
        hint={reason}
        readOnly={reason !== undefined}
      />
      {reason === undefined && (
        <div className="flex items-center gap-3">
          <Submit isBusy={rename.isPending} busy="Saving…">
            Save
          </Submit>
          <Done>{(rename.isSuccess || posted.isDone) && 'Saved.'}</Done>
        </div>
      )}
    </form>
  );
}
