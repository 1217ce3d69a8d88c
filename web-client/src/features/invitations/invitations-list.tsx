'use client';
/** `invitations.list`: places that are offered, and those that were not taken. */
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { Invitation } from '@tickwire/bindings';
import { useActionState } from 'react';
import { useAtNow } from '@/format/clock';
import { ShortTime } from '@/format/time-text';
import { ROLE_NAMES } from '@/features/members/roles';
import { useTRPC } from '@/trpc/client';
import { describe } from '@/trpc/errors';
import { rowsOf } from '@/trpc/pages';
import { Failure } from '@/ui/failure';
import { Act } from '@/ui/form/act';
import { More } from '@/ui/more';
import { Skeleton } from '@/ui/skeleton';
import { resendInvitation, revokeInvitation } from './actions';
import { invitationPages } from './query';
import { STANDING_REFUSALS } from './sentences';

export function InvitationsList() {
  const list = useInfiniteQuery(invitationPages(useTRPC()));
  const open = rowsOf(list.data).filter(({ acceptedAt, revokedAt }) => acceptedAt === null && revokedAt === null);
  return (
    <section aria-labelledby="invitations-heading">
      <h2 id="invitations-heading" className="border-b border-line px-4 pt-6 pb-2 text-body font-semibold sm:px-6">
        Invitations
      </h2>
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && <Skeleton label="Reading invitations" />}
      {list.data && open.length === 0 && (
        <p className="border-b border-line px-4 py-3 text-row text-muted sm:px-6">Nobody is invited at the moment.</p>
      )}
      {open.length > 0 && (
        <ul aria-label="Invitations">
          {open.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      )}
      <More list={list} />
    </section>
  );
}

function InvitationRow({ invitation: { id, email, role, invitedBy, expiresAt } }: { invitation: Invitation }) {
  const trpc = useTRPC();
  const isOver = useAtNow((now) => expiresAt <= now);
  const resend = useMutation(trpc.invitations.resend.mutationOptions());
  const revoke = useMutation(trpc.invitations.revoke.mutationOptions());
  const [resent, resendAction] = useActionState(resendInvitation, {});
  const [revoked, revokeAction] = useActionState(revokeInvitation, {});
  const error = resend.error ?? revoke.error;
  const sentence = error ? describe(error, STANDING_REFUSALS).sentence : (resent.sentence ?? revoked.sentence);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 text-row sm:px-6">
      <div className="min-w-0 flex-1 basis-56">
        <p className="truncate font-medium">{email}</p>
        <p className="text-note text-muted">
          {ROLE_NAMES[role]} · by {invitedBy} · {isOver ? 'expired' : 'stands until'}{' '}
          <ShortTime at={expiresAt} className="numbers" />
        </p>
      </div>
      <div className="flex gap-2">
        <Act
          action={resendAction}
          fields={{ id }}
          isBusy={resend.isPending}
          onAct={() => resend.mutate({ id })}
          aria-label={`Send again to ${email}`}
        >
          {resend.isPending ? 'Sending…' : resend.isSuccess || resent.isDone ? 'Sent' : 'Send again'}
        </Act>
        <Act
          action={revokeAction}
          fields={{ id }}
          isBusy={revoke.isPending}
          onAct={() => revoke.mutate({ id })}
          aria-label={`Revoke ${email}`}
        >
          {revoke.isPending ? 'Revoking…' : 'Revoke'}
        </Act>
      </div>
      {sentence && (
        <p role="alert" className="basis-full text-note text-danger">
          {sentence}
        </p>
      )}
    </li>
  );
}
