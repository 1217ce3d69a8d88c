'use client';
/** `audit.list`: who did what, to what, and what it changed. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditChange, AuditEntry } from '@tickwire/bindings';
import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { describeBrowser } from '@/features/sessions/describe-browser';
import { ShortTime } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { More } from '@/ui/more';
import { Skeleton } from '@/ui/skeleton';
import { auditPages, isFiltered, type AuditFilter } from './query';

type AuditListProps = { filter: AuditFilter; path: string };

export function AuditList({ filter, path }: AuditListProps) {
  const list = useInfiniteQuery(auditPages(useTRPC(), filter));
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && <Skeleton label="Reading the audit log" />}
      {list.data && entries.length === 0 && isFiltered(filter) && (
        <Empty title="No match">
          <Link href={path as Route} className="underline underline-offset-4">
            Clear filters
          </Link>
        </Empty>
      )}
      {list.data && entries.length === 0 && !isFiltered(filter) && (
        <Empty title="Nothing yet">Whatever changes who may do what, and what is done with it, is written here.</Empty>
      )}
      {entries.length > 0 && (
        <ol aria-label="Entries, newest first">
          {entries.map((entry) => (
            <EntryRow key={entry.seq} entry={entry} path={path} />
          ))}
        </ol>
      )}
      <More list={list} />
    </>
  );
}

function EntryRow({ entry, path }: { entry: AuditEntry; path: string }) {
  return (
    <li className="border-b border-line px-4 py-2 text-row sm:px-6">
      <div className="flex items-baseline justify-between gap-4">
        <p className="flex min-w-0 items-baseline gap-x-2">
          <span className="numbers min-w-6 text-note text-muted" title="Its number in the chain">
            {entry.seq}
          </span>
          <code className="shrink-0 font-mono text-note font-medium">{entry.action}</code>
          <span
            className={clsx('min-w-0 truncate text-muted', ID.test(entry.target) && 'font-mono text-note')}
            title={entry.target}
          >
            {entry.target}
          </span>
        </p>
        <ShortTime at={entry.at} className="numbers shrink-0 text-note" />
      </div>
      <div className="flex items-baseline justify-between gap-4 pl-8 text-note text-muted">
        <ul className="flex min-w-0 flex-wrap gap-x-3" aria-label="What changed">
          {entry.changes.map((change) => (
            <ChangeRow key={change.field} change={change} />
          ))}
        </ul>
        <span className="max-w-40 shrink-0 truncate">
          {entry.actorId ? (
            <Link
              href={`${path}?actorId=${entry.actorId}` as Route}
              title={`All of ${entry.actor}${entry.ip ? `, here from ${entry.ip}` : ''}`}
              className="underline decoration-line underline-offset-4 hover:text-ink"
            >
              {entry.actor}
            </Link>
          ) : (
            entry.actor
          )}
        </span>
      </div>
    </li>
  );
}

function ChangeRow({ change: { field, before, after } }: { change: AuditChange }) {
  return (
    <li className="min-w-0 break-words">
      {field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}:{' '}
      {before !== null && (
        <del className="no-underline">
          <Value field={field} text={before} />
        </del>
      )}
      {before !== null && after !== null && <span aria-label="became"> → </span>}
      {after !== null && (
        <ins className="text-ink no-underline">
          <Value field={field} text={after} />
        </ins>
      )}
      {after === null && ' → nothing'}
    </li>
  );
}

/** A moment and a browser are longer than what they say. */
function Value({ field, text }: { field: string; text: string }) {
  if (MOMENT.test(text)) return <ShortTime at={new Date(text)} className="numbers" />;
  if (field === 'userAgent') return <span title={text}>{describeBrowser(text)}</span>;
  return LIST.test(text) ? text.replaceAll(/[[\]"]/g, '').replaceAll(',', ', ') : text;
}

/** Several words, as JSON writes them. */
const LIST = /^\["\w+"(,"\w+")*\]$/;

/** What has no name but its id. */
const ID = /^[0-9a-f-]{36}$/;

/** As the server writes it, to the microsecond. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
