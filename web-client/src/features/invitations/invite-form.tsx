'use client';
/** `invitations.create`: a place in the team, offered by e-mail. */
import { useMutation } from '@tanstack/react-query';
import type { Role } from '@tickwire/bindings';
import { mayDo } from '@tickwire/bindings/permissions';
import { invitationsCreateInput } from '@tickwire/bindings/zod';
import { ROLE_NAMES, ROLE_NOTES, ROLES } from '@/features/members/roles';
import { useTRPC } from '@/trpc/client';
import { useOnceKey } from '@/trpc/use-once-key';
import { DialogActions } from '@/ui/dialog';
import { Hidden } from '@/ui/form/hidden';
import type { Posted } from '@/ui/form/posted';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { INVITE_PLACES, INVITE_REFUSALS, INVITE_SENTENCES } from './sentences';

type InviteFormProps = {
  role: Role;
  once: string;
  posted: Posted;
  action: (form: FormData) => void;
  onDone: () => void;
};

export function InviteForm({ role: own, once, posted, action, onDone }: InviteFormProps) {
  const onceKey = useOnceKey();
  const form = useSchemaForm({
    schema: invitationsCreateInput,
    defaultValues: { email: '', role: 'TRADER' },
    sentences: INVITE_SENTENCES,
    posted,
  });
  const invite = useMutation(
    useTRPC().invitations.create.mutationOptions({
      onSuccess: onDone,
      onError: (error) => form.refuse(error, INVITE_REFUSALS, INVITE_PLACES),
    }),
  );
  const offered = ROLES.filter((role) => role !== 'OWNER' || mayDo(own, 'OWNERS_MANAGE'));
  return (
    <form
      action={action}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) =>
        void form.handleSubmit((values) => invite.mutate({ ...values, idempotencyKey: onceKey(values) }))(event)
      }
    >
      <Hidden fields={{ idempotencyKey: once }} />
      {!form.errorOf('email') && <Refusal error={invite.error} own={INVITE_REFUSALS} sentence={posted.sentence} />}
      <TextField form={form} name="email" label="E-mail" type="email" autoComplete="off" autoFocus />
      <Select label="Role" defaultValue={posted.values?.role ?? 'TRADER'} {...form.register('role')}>
        {offered.map((role) => (
          <option key={role} value={role}>
            {`${ROLE_NAMES[role]}: ${ROLE_NOTES[role]}`}
          </option>
        ))}
      </Select>
      <DialogActions>
        <Submit isBusy={invite.isPending} busy="Sending…">
          Send the invitation
        </Submit>
      </DialogActions>
    </form>
  );
}
