'use client';
/** What stands below a list that is read page by page: it reads on as its end comes into view. */
import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { Button } from '../button';
import { Failure } from '../failure';
import { useWide } from '../use-wide';

/** How far below what is seen the next page is asked for, in pixels. */
const AHEAD = 800;

export type PagedList = {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  error: unknown;
  fetchNextPage: () => unknown;
};

type ListFootProps = {
  list: PagedList;
  /** How many were read. */
  read: number;
  isSorted: boolean;
  scroller: RefObject<HTMLElement | null>;
};

export function ListFoot({ list, read, isSorted, scroller }: ListFootProps) {
  const isPane = useWide();
  const end = useRef<HTMLDivElement>(null);
  // Sorted rows would move apart for every page that comes by itself.
  const readsOn = list.hasNextPage && !list.isFetchingNextPage && !list.error && !isSorted;
  const readOn = useEffectEvent(() => void list.fetchNextPage());

  useEffect(() => {
    if (!readsOn || !end.current) return;
    const root = isPane ? scroller.current : null;
    // It may tell of several moments at once, the newest last.
    const watch = new IntersectionObserver((moments) => moments.at(-1)?.isIntersecting && readOn(), {
      root,
      rootMargin: `${AHEAD}px`,
    });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [readsOn, read, isPane, scroller]);

  if (!list.hasNextPage) return null;
  if (list.error) return <Failure error={list.error} onRetry={() => void list.fetchNextPage()} />;
  return (
    <div
      ref={end}
      className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-note text-muted"
      aria-live="off"
    >
      <Button aria-disabled={list.isFetchingNextPage} onClick={() => !list.isFetchingNextPage && readOn()}>
        {list.isFetchingNextPage ? 'Reading…' : 'Show more'}
      </Button>
      {isSorted && `Sorted among the ${read.toLocaleString('en-US')} that were read.`}
    </div>
  );
}
