'use client';
/** `keys.list`: each key, what it may do, and whether it still opens anything. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ApiKey } from '@tickwire/bindings';
import clsx from 'clsx';
import { useAtNow } from '@/format/clock';
import { ShortTime } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { More } from '@/ui/more';
import { Skeleton } from '@/ui/skeleton';
import { keyPages } from './query';
import { RevokeKey } from './revoke-key';
import { RotateKey } from './rotate-key';
import { SCOPE_NAMES } from './scopes';

export function KeysList({ once }: { once: string }) {
  const list = useInfiniteQuery(keyPages(useTRPC()));
  const keys = rowsOf(list.data);
  return (
    <>
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && <Skeleton label="Reading API keys" />}
      {list.data && keys.length === 0 && (
        <Empty title="No API keys yet">
          A program signs in with a key. Make one for each, so that each can be taken back.
        </Empty>
      )}
      {keys.length > 0 && (
        <ul aria-label="API keys">
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} once={once} />
          ))}
        </ul>
      )}
      <More list={list} />
    </>
  );
}

function KeyRow({ apiKey: key, once }: { apiKey: ApiKey; once: string }) {
  const isExpired = useAtNow((now) => key.expiresAt !== null && key.expiresAt <= now);
  const isOver = isExpired || key.revokedAt !== null;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 text-row sm:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className={clsx('flex min-w-0 flex-wrap items-baseline gap-x-2', isOver && 'text-muted')}>
          <span className="truncate font-medium">{key.name}</span>
          <code className="font-mono text-note text-muted">{key.prefix}…</code>
          {isOver && <span className="text-note font-medium">{key.revokedAt ? 'Revoked' : 'Expired'}</span>}
        </p>
        <p className="text-note text-muted">
          {key.scopes.map((scope) => SCOPE_NAMES[scope]).join(', ')}
          {key.bot && ` · as ${key.bot.name} alone`}
          {' · '}
          {key.lastUsedAt ? (
            <>
              used <ShortTime at={key.lastUsedAt} className="numbers" />
            </>
          ) : (
            'never used'
          )}
          {key.expiresAt && !isOver && (
            <>
              {' · ends '}
              <ShortTime at={key.expiresAt} className="numbers" />
            </>
          )}
          {key.createdBy && ` · by ${key.createdBy}`}
        </p>
      </div>
      {!isOver && (
        <div className="flex gap-2">
          <RotateKey apiKey={key} once={once} />
          <RevokeKey apiKey={key} />
        </div>
      )}
    </li>
  );
}
