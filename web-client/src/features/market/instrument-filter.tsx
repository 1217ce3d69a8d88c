'use client';
/** One instrument, or all of them, as a filter of a list. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { marketName } from '@/trpc/narrow';
import { rowsOf } from '@/trpc/pages';
import { FilterSelect } from '@/ui/table/filters';
import { instrumentPages } from './query';

export function InstrumentFilter() {
  const instruments = useInfiniteQuery(instrumentPages(useTRPC()));
  const options = rowsOf(instruments.data).map(
    (instrument) => [marketName(instrument), `${instrument.symbol} · ${instrument.venue}`] as const,
  );
  return <FilterSelect name="instrument" label="Instrument" any="All instruments" options={options} isFirst />;
}
