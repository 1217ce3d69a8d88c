'use client';
/** A bot's newest runs: from when to when, by whom, on which configuration, and why it ended. */
import type { BotId, BotRun } from '@tickwire/bindings';
import { CirclePlay, CircleStop } from 'lucide-react';
import { Age, ShortTime } from '@/format/time-text';
import { formatAge } from '@/format/time';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Skeleton } from '@/ui/skeleton';
import { useBot } from './use-bots';

export function RunsList({ id }: { id: BotId }) {
  const detail = useBot(id);
  if (detail.isPending) return <Skeleton label="Reading runs" />;
  if (!detail.data) return <Failure error={detail.error} onRetry={() => void detail.refetch()} />;
  const { runs } = detail.data;
  if (runs.length === 0) return <Empty title="No runs yet">A run begins when the bot is started.</Empty>;
  return (
    <ol aria-label="Runs, newest first">
      {runs.map((run) => (
        <RunRow key={run.id} run={run} />
      ))}
    </ol>
  );
}

function RunRow({ run }: { run: BotRun }) {
  const { startedAt, startedBy, stoppedAt, stoppedBy, reason, version } = run;
  const Icon = stoppedAt ? CircleStop : CirclePlay;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-b border-line px-4 py-2.5 text-row sm:px-6">
      <div className="flex min-w-0 gap-2">
        <Icon className="mt-0.75 size-3.5 shrink-0" aria-hidden />
        <div className="min-w-0">
          <p>
            <span className="font-medium">{stoppedAt ? 'Ended' : 'Goes on'}</span>{' '}
            <span className="text-muted">
              after{' '}
              {stoppedAt ? (
                <span className="numbers">{formatAge(startedAt, stoppedAt)}</span>
              ) : (
                <Age at={startedAt} className="numbers" />
              )}
              {version > 0 && ` · began with version ${version}`}
            </span>
          </p>
          {reason && <p className="wrap-anywhere">{reason}</p>}
        </div>
      </div>
      <p className="text-note text-muted">
        <ShortTime at={startedAt} className="numbers" /> by {startedBy}
        {stoppedAt && (
          <>
            {' – '}
            <ShortTime at={stoppedAt} className="numbers" /> by {stoppedBy}
          </>
        )}
      </p>
    </li>
  );
}
