'use client';
/** `members.changeRole`: owners are made, and unmade, by owners. */
import { useMutation } from '@tanstack/react-query';
import type { Member, Role } from '@tickwire/bindings';
import { mayDo } from '@tickwire/bindings/permissions';
import { useActionState, useState } from 'react';
import { ProofFields } from '@/features/auth/proof-fields';
import { useConfirmation, wantsConfirmation } from '@/features/auth/use-confirmation';
import { useTRPC } from '@/trpc/client';
import { Hidden } from '@/ui/form/hidden';
import { Refusal } from '@/ui/form/refusal';
import { Select } from '@/ui/form/select-field';
import { Submit } from '@/ui/form/submit';
import { changeRole } from './actions';
import { ROLE_NAMES, ROLES, whyNotThem } from './roles';
import { ROLE_REFUSALS } from './sentences';

export function RoleForm({ member, role: own }: { member: Member; role: Role }) {
  const [posted, action] = useActionState(changeRole, {});
  const [role, setRole] = useState<Role>(ROLES.find((known) => known === posted.values?.role) ?? member.role);
  const confirmation = useConfirmation();
  const change = useMutation(
    useTRPC().members.changeRole.mutationOptions({
      onError: (error, input) => confirmation.ask(error, () => change.mutate(input)),
    }),
  );
  const isOwner = mayDo(own, 'OWNERS_MANAGE');
  const reason = whyNotThem(own, member);
  const error = wantsConfirmation(change.error) ? undefined : change.error;
  return (
    <>
      <form
        action={action}
        className="flex flex-wrap items-center justify-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ userId: member.userId, role });
        }}
      >
        <Hidden fields={{ userId: member.userId }} />
        {/* Without a script nobody sees that another role is chosen. */}
        {reason === undefined && (
          <Submit
            isBusy={change.isPending}
            busy="Saving…"
            className={role === member.role ? 'not-noscript:hidden' : undefined}
          >
            Save
          </Submit>
        )}
        <Select
          label={`Role of ${member.name || member.email}`}
          isLabelHidden
          className="w-28"
          name="role"
          value={role}
          disabled={reason !== undefined}
          title={reason}
          onChange={(event) => {
            change.reset();
            setRole(ROLES.find((known) => known === event.target.value) ?? member.role);
          }}
        >
          {ROLES.filter((known) => isOwner || known !== 'OWNER' || member.role === 'OWNER').map((known) => (
            <option key={known} value={known}>
              {ROLE_NAMES[known]}
            </option>
          ))}
        </Select>
        <ProofFields posted={posted} />
      </form>
      {(error ?? posted.sentence) && (
        <div className="basis-full">
          <Refusal error={error} own={ROLE_REFUSALS} sentence={posted.sentence} />
        </div>
      )}
      {confirmation.dialog}
    </>
  );
}
