'use client';
/** `account.updateProfile`: how the person is called. */
import { useMutation } from '@tanstack/react-query';
import { accountUpdateProfileInput } from '@tickwire/bindings/zod';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { useTRPC } from '@/trpc/client';
import { Done } from '@/ui/form/done';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { updateProfile } from './actions';
import { NAME_SENTENCES } from './sentences';

export function ProfileForm({ name }: { name: string }) {
  const [posted, action] = useActionState(updateProfile, {});
  const router = useRouter();
  const form = useSchemaForm({
    schema: accountUpdateProfileInput,
    defaultValues: { name },
    sentences: NAME_SENTENCES,
    posted,
  });
  const update = useMutation(
    useTRPC().account.updateProfile.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: (error) => form.refuse(error, {}, {}),
    }),
  );
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onInput={() => update.reset()}
      onSubmit={(event) => void form.handleSubmit((values) => update.mutate(values))(event)}
    >
      {!form.errorOf('name') && <Refusal error={update.error} sentence={posted.sentence} />}
      <TextField form={form} name="name" label="Name" autoComplete="name" autoCapitalize="words" />
      <div className="flex items-center gap-3">
        <Submit isBusy={update.isPending} busy="Saving…">
          Save
        </Submit>
        <Done>{(update.isSuccess || posted.isDone) && 'Saved.'}</Done>
      </div>
    </form>
  );
}
