'use client';
/** `members.remove`, after a question. */
import { useMutation } from '@tanstack/react-query';
import type { Member, Role } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Question } from '@/ui/question';
import { removeMember } from './actions';
import { whyNotThem } from './roles';
import { REMOVE_REFUSALS } from './sentences';

export function RemoveMember({ member, role }: { member: Member; role: Role }) {
  const remove = useMutation(useTRPC().members.remove.mutationOptions());
  const reason = whyNotThem(role, member);
  const { userId } = member;
  const name = member.name || member.email;
  return (
    <Question
      name={`remove-${userId}`}
      title={`Remove ${name}`}
      description="Within a second they see nothing of this team any more, in open pages too. What they did stays in the audit log."
      trigger={
        <Button aria-label={`Remove ${name}`} disabled={reason !== undefined} title={reason}>
          Remove
        </Button>
      }
      act={remove}
      action={removeMember}
      fields={{ userId }}
      verb="Remove the member"
      busy="Removing…"
      own={REMOVE_REFUSALS}
      onYes={() => remove.mutate({ userId })}
    />
  );
}
