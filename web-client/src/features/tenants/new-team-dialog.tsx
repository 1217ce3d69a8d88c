'use client';
/** `tenants.create`: another team, which its maker owns; the session moves there. */
import { useMutation } from '@tanstack/react-query';
import { tenantsCreateInput } from '@tickwire/bindings/zod';
import { useTRPC } from '@/trpc/client';
import { useOnceKey } from '@/trpc/use-once-key';
import { Dialog, DialogActions } from '@/ui/dialog';
import { Refusal } from '@/ui/form/refusal';
import { Submit } from '@/ui/form/submit';
import { TextField } from '@/ui/form/text-field';
import { useSchemaForm } from '@/ui/form/use-schema-form';
import { goToTenant } from './go-to-tenant';
import { TEAM_SENTENCES } from './sentences';

type NewTeamDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

export function NewTeamDialog({ isOpen, onOpenChange }: NewTeamDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="New team"
      description="With bots, keys and members of its own. You are its owner."
    >
      <NewTeamForm />
    </Dialog>
  );
}

function NewTeamForm() {
  const trpc = useTRPC();
  const onceKey = useOnceKey();
  const form = useSchemaForm({ schema: tenantsCreateInput, defaultValues: { name: '' }, sentences: TEAM_SENTENCES });
  const move = useMutation(trpc.tenants.switch.mutationOptions({ onSuccess: (me) => goToTenant(me.tenant.slug) }));
  const create = useMutation(
    trpc.tenants.create.mutationOptions({
      onSuccess: (tenant) => move.mutate({ id: tenant.id }),
      onError: (error) => form.refuse(error, {}, {}),
    }),
  );
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) =>
        void form.handleSubmit((values) => create.mutate({ ...values, idempotencyKey: onceKey(values) }))(event)
      }
    >
      {!form.errorOf('name') && <Refusal error={create.error ?? move.error} />}
      <TextField form={form} name="name" label="Name" autoComplete="organization" autoCapitalize="words" autoFocus />
      <DialogActions>
        <Submit isBusy={create.isPending || create.isSuccess} busy="Making…">
          Make the team
        </Submit>
      </DialogActions>
    </form>
  );
}
