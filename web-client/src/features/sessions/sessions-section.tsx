'use client';
/** `sessions.list`: where the person is signed in, and how to end that. */
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Session } from '@tickwire/bindings';
import { useActionState } from 'react';
import { Age, ShortTime } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { describe } from '@/trpc/errors';
import { goToLogin } from '@/trpc/go-to-login';
import { Button } from '@/ui/button';
import { Failure } from '@/ui/failure';
import { Act } from '@/ui/form/act';
import { Question } from '@/ui/question';
import { Section } from '@/ui/section';
import { logOutEverywhere, revokeSession } from './actions';
import { describeBrowser } from './describe-browser';
import { REVOKE_REFUSALS } from './sentences';

export function SessionsSection() {
  const trpc = useTRPC();
  const list = useQuery(trpc.sessions.list.queryOptions());
  const everywhere = useMutation(trpc.auth.logoutEverywhere.mutationOptions({ onSuccess: goToLogin }));
  return (
    <Section
      title="Sessions"
      note="Where you are signed in. One that you do not know: end it, and change your password."
    >
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && (
        <p role="status" className="text-row text-muted">
          Reading…
        </p>
      )}
      {list.data && (
        <>
          <ul aria-label="Sessions" className="mb-4 rounded border border-line">
            {list.data.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </ul>
          <Question
            name="log-out-everywhere"
            title="Log out everywhere"
            description="Every session ends within a second, this one too."
            trigger={<Button>Log out everywhere</Button>}
            act={everywhere}
            action={logOutEverywhere}
            verb="Log out everywhere"
            busy="Logging out…"
            onYes={() => everywhere.mutate()}
          />
        </>
      )}
    </Section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const revoke = useMutation(useTRPC().sessions.revoke.mutationOptions());
  const [posted, action] = useActionState(revokeSession, {});
  const name = describeBrowser(session.userAgent);
  const sentence = revoke.error ? describe(revoke.error, REVOKE_REFUSALS).sentence : posted.sentence;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-3 py-2 text-row last:border-b-0">
      <div className="min-w-0">
        <p className="truncate font-medium" title={session.userAgent ?? undefined}>
          {name}
          {session.current && <span className="font-normal text-muted"> · this one</span>}
        </p>
        <p className="text-note text-muted">
          {session.ip && `${session.ip} · `}
          seen <Age at={session.lastSeenAt} className="numbers" /> ago · since{' '}
          <ShortTime at={session.createdAt} className="numbers" />
        </p>
      </div>
      {!session.current && (
        <Act
          action={action}
          fields={{ id: session.id }}
          isBusy={revoke.isPending}
          onAct={() => revoke.mutate({ id: session.id })}
          aria-label={`End the session of ${name}`}
        >
          {revoke.isPending ? 'Ending…' : 'End'}
        </Act>
      )}
      {sentence && (
        <p role="alert" className="basis-full text-note text-danger">
          {sentence}
        </p>
      )}
    </li>
  );
}
