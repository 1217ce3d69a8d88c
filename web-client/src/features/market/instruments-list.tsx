'use client';
/** `instruments.list`: what can be traded, and its last price. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Instrument, Tick } from '@tickwire/bindings';
import type { Route } from 'next';
import Link from 'next/link';
import { useState } from 'react';
import { formatDecimal, placesOf } from '@/format/decimal';
import { Age } from '@/format/time-text';
import { useTRPC } from '@/trpc/client';
import { rowsOf } from '@/trpc/pages';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { More } from '@/ui/more';
import { Skeleton } from '@/ui/skeleton';
import { instrumentPages } from './query';
import { useTicks } from './use-ticks';

/** Prices that are followed at a time; those of a longer list stand as they were read. */
const FOLLOWED = 20;

export function InstrumentsList({ slug }: { slug: string }) {
  const list = useInfiniteQuery(instrumentPages(useTRPC()));
  const instruments = rowsOf(list.data);
  return (
    <>
      {list.error && !list.data && (
        <Failure error={list.error} onRetry={() => void list.refetch()} isRetrying={list.isFetching} />
      )}
      {list.isPending && <Skeleton label="Reading instruments" />}
      {list.data && instruments.length === 0 && (
        <Empty title="No instruments">Nothing can be traded here yet: the server lists none.</Empty>
      )}
      {instruments.length > 0 && (
        <ul aria-label="Instruments">
          {instruments.map((instrument, index) => (
            <InstrumentRow key={instrument.id} slug={slug} instrument={instrument} isFollowed={index < FOLLOWED} />
          ))}
        </ul>
      )}
      <More list={list} />
    </>
  );
}

type InstrumentRowProps = { slug: string; instrument: Instrument; isFollowed: boolean };

function InstrumentRow({ slug, instrument, isFollowed }: InstrumentRowProps) {
  const { venue, symbol, base, quote, priceTick } = instrument;
  const [tick, setTick] = useState<Tick>();
  useTicks(instrument, setTick, isFollowed);
  const lastPrice = tick?.price ?? instrument.lastPrice;
  const lastPriceAt = tick?.at ?? instrument.lastPriceAt;
  const path = `/t/${slug}/market/${encodeURIComponent(venue)}/${encodeURIComponent(symbol)}`;
  return (
    <li className="border-b border-line">
      <Link
        href={path as Route}
        className="flex items-center justify-between gap-4 px-4 py-2.5 text-row -outline-offset-2 hover:bg-raised sm:px-6"
      >
        <span className="min-w-0">
          <span className="block truncate font-medium">{symbol}</span>
          <span className="block text-note text-muted">
            {venue} · {base} in {quote}
          </span>
        </span>
        <span className="flex shrink-0 flex-col items-end">
          {lastPrice === null ? (
            <span className="text-muted">no price yet</span>
          ) : (
            <span className="numbers">{formatDecimal(lastPrice, { places: placesOf(priceTick) })}</span>
          )}
          {lastPriceAt && (
            <span className="text-note text-muted">
              <Age at={lastPriceAt} className="numbers" /> ago
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
