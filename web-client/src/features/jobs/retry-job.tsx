'use client';
/** `jobs.retry`, after a question: what failed for good may fail again while its cause is there. */
import { useMutation } from '@tanstack/react-query';
import type { Job } from '@tickwire/bindings';
import { useTRPC } from '@/trpc/client';
import { Button } from '@/ui/button';
import { Question } from '@/ui/question';
import { retryJob } from './actions';
import { RETRY_REFUSALS } from './sentences';
import { wordsOf } from './words';

export function RetryJob({ job: { id, kind } }: { job: Job }) {
  const retry = useMutation(useTRPC().jobs.retry.mutationOptions());
  const { name } = wordsOf(kind);
  return (
    <Question
      name={`retry-${id}`}
      title={`Retry ${name}`}
      description="It is begun within a second, with all its attempts before it. While its cause is there, it fails again."
      trigger={<Button aria-label={`Retry ${name}`}>Retry</Button>}
      act={retry}
      action={retryJob}
      fields={{ id }}
      verb="Retry the work"
      busy="Retrying…"
      own={RETRY_REFUSALS}
      onYes={() => retry.mutate({ id })}
    />
  );
}
