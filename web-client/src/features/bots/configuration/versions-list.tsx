'use client';
/** `bots.versions`: every configuration that a bot had, to be looked at and restored. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Bot, BotVersion } from '@tickwire/bindings';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { ShortTime } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { Button } from '@/ui/button';
import { Copy } from '@/ui/copy';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Hidden } from '@/ui/form/hidden';
import { More } from '@/ui/more';
import { Skeleton } from '@/ui/skeleton';
import { versionPages } from '../query';
import { contentOf, type Content } from './changes';
import { writeText } from './json-text';

type VersionsListProps = { bot: Bot; onRestore?: (content: Content) => void };

export function VersionsList({ bot, onRestore }: VersionsListProps) {
  const list = useInfiniteQuery(versionPages(useTRPC(), bot.id));
  const versions = rowsOf(list.data);
  return (
    <section aria-labelledby="versions">
      <h2 id="versions" className="flex h-11 items-center border-b border-line px-4 text-body font-semibold sm:px-6">
        Versions
      </h2>
      {list.error && !list.data && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton label="Reading versions" />}
      {list.data && versions.length === 0 && (
        <Empty title="No versions yet">The first one is made with what is saved above.</Empty>
      )}
      <ol aria-labelledby="versions">
        {versions.map((version) => (
          <VersionRow
            key={version.id}
            version={version}
            isFollowed={version.number === bot.version}
            onRestore={onRestore}
          />
        ))}
      </ol>
      <More list={list} />
    </section>
  );
}

type VersionRowProps = { version: BotVersion; isFollowed: boolean; onRestore?: (content: Content) => void };

function VersionRow({ version, isFollowed, onRestore }: VersionRowProps) {
  const { number, content, createdBy, createdAt, sha256 } = version;
  const Icon = isFollowed ? CircleCheck : CircleDashed;
  const said = contentOf(content);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-2.5 text-row sm:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex items-center gap-1.5">
          <Icon className="size-3.5 shrink-0" aria-hidden />
          <span className="font-medium">Version {number}</span>
          {isFollowed && <span className="text-muted">in use</span>}
        </p>
        <p className="text-note text-muted">
          <ShortTime at={createdAt} className="numbers" /> by {createdBy}
        </p>
        <details className="mt-1">
          <summary className="cursor-pointer text-note text-muted hover:text-ink pointer-coarse:py-3">Content</summary>
          <pre
            tabIndex={0}
            role="group"
            aria-label={`Content of version ${number}`}
            className="mt-1 max-h-64 overflow-auto rounded bg-raised p-3 font-mono text-note"
          >
            {writeText(said)}
          </pre>
          <p className="flex items-center gap-1 text-note text-muted">
            SHA-256 <code className="font-mono">{sha256.slice(0, 12)}…</code>
            <Copy text={sha256} label={`Copy the hash of version ${number}`} />
          </p>
        </details>
      </div>
      {onRestore && !isFollowed && (
        <form
          method="get"
          onSubmit={(event) => {
            event.preventDefault();
            onRestore(said);
          }}
        >
          <Hidden fields={{ restore: String(number) }} />
          <Button type="submit" aria-label={`Restore version ${number}`}>
            Restore
          </Button>
        </form>
      )}
    </li>
  );
}
