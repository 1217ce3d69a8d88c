'use client';
/** `jobs.list`: what failed and why, what is being done, and what comes next. */
import { useQuery } from '@tanstack/react-query';
import type { Job } from '@tickwire/bindings';
import { ShortTime } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Skeleton } from '@/ui/skeleton';
import { allJobs } from './query';
import { RetryJob } from './retry-job';
import { wordsOf } from './words';

export function JobsList() {
  const list = useQuery(allJobs(useTRPC()));
  return (
    <>
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && <Skeleton label="Reading background work" />}
      {list.data?.length === 0 && (
        <Empty title="Nothing to do yet">Within a minute of its first bot, a team’s books are looked after.</Empty>
      )}
      {list.data && list.data.length > 0 && (
        <ul aria-label="Background work">
          {list.data.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </ul>
      )}
    </>
  );
}

function JobRow({ job }: { job: Job }) {
  const { name, what } = wordsOf(job.kind);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 text-row sm:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <span className="truncate font-medium">{name}</span>
          <State job={job} />
        </p>
        {what && <p className="text-note text-muted">{what}</p>}
        <p className="text-note text-muted">
          {job.doneAt ? (
            <>
              done <ShortTime at={job.doneAt} className="numbers" />
            </>
          ) : (
            'never done'
          )}
          {job.status !== 'RUNNING' && (
            <>
              {' · next '}
              <ShortTime at={job.runAt} className="numbers" />
            </>
          )}
          {job.failedAt && (
            <>
              {` · attempt ${job.attempts} of ${job.mostAttempts} failed `}
              <ShortTime at={job.failedAt} className="numbers" />
            </>
          )}
        </p>
        {job.error && <p className="mt-1 max-w-prose text-note wrap-anywhere whitespace-pre-line">{job.error}</p>}
      </div>
      {(job.status === 'DEAD' || job.error) && job.status !== 'RUNNING' && <RetryJob job={job} />}
    </li>
  );
}

/** In words, and not by colour alone. */
function State({ job }: { job: Job }) {
  if (job.status === 'DEAD') {
    return <span className="rounded-sm bg-warn px-1.5 py-0.5 text-note font-medium">Failed for good</span>;
  }
  if (job.status === 'RUNNING') return <span className="text-note font-medium">Being done</span>;
  return <span className="text-note text-muted">{job.error ? 'Waits to be tried again' : 'Waits'}</span>;
}
