'use client';
/** `members.list`: who has a place here, and as what. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Me, Member } from '@tickwire/bindings';
import { ShortTime } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { Failure } from '@/ui/failure';
import { More } from '@/ui/more';
import { Skeleton } from '@/ui/skeleton';
import { memberPages } from './query';
import { RemoveMember } from './remove-member';
import { RoleForm } from './role-form';

export function MembersList({ me }: { me: Me }) {
  const list = useInfiniteQuery(memberPages(useTRPC()));
  const members = rowsOf(list.data);
  return (
    <>
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && <Skeleton label="Reading members" />}
      {members.length > 0 && (
        <ul aria-label="Members">
          {members.map((member) => (
            <MemberRow key={member.userId} member={member} me={me} />
          ))}
        </ul>
      )}
      <More list={list} />
    </>
  );
}

function MemberRow({ member, me }: { member: Member; me: Me }) {
  const isMe = member.userId === me.user.id;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 text-row sm:px-6">
      <div className="min-w-0 flex-1 basis-56">
        <p className="truncate font-medium">
          {member.name || member.email}
          {isMe && <span className="font-normal text-muted"> · you</span>}
        </p>
        <p className="truncate text-note text-muted">
          {member.name && `${member.email} · `}
          since <ShortTime at={member.joinedAt} className="numbers" />
        </p>
      </div>
      <RoleForm member={member} role={me.role} />
      {!isMe && <RemoveMember member={member} role={me.role} />}
    </li>
  );
}
