'use client';
/** All that is looked for, as a file: read to its end, page by page. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Fill, Page, Position } from '@tickwire/bindings';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { askedOf } from '@/trpc/narrow';
import { Button } from '@/ui/button';
import { Refusal } from '@/ui/form/refusal';
import { csvOf, FILL_FIELDS, TRADE_FIELDS } from './csv';
import { FILE_PAGE_SIZE, type TradeFilter } from './filter';

export function ExportTrades({ filter }: { filter: TradeFilter }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [count, setCount] = useState(0);
  const fresh = { staleTime: 0, gcTime: 0 };
  const asked = (cursor: string | null) => ({ ...askedOf(filter), cursor, limit: FILE_PAGE_SIZE });
  const readTrades = (cursor: string | null) =>
    cache.query({ ...trpc.trades.list.queryOptions(asked(cursor)), ...fresh });
  const readFills = (cursor: string | null) =>
    cache.query({ ...trpc.fills.list.queryOptions({ ...asked(cursor), side: filter.side }), ...fresh });

  const exporting = useMutation({
    mutationFn: async () => {
      const isFills = filter.view === 'fills';
      const text = isFills
        ? csvOf(FILL_FIELDS, await allOf<Fill>(readFills))
        : csvOf(TRADE_FIELDS, await allOf<Position>(readTrades));
      save(text, `tickwire-${filter.view}.csv`);
    },
  });

  async function allOf<T>(read: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> {
    const rows: T[] = [];
    let cursor: string | null = null;
    setCount(0);
    do {
      const page: Page<T> = await read(cursor);
      rows.push(...page.items);
      cursor = page.nextCursor;
      setCount(rows.length);
    } while (cursor !== null);
    return rows;
  }

  return (
    <>
      <Refusal error={exporting.error} />
      <Button
        title="All that is looked for, read to its end"
        aria-disabled={exporting.isPending}
        onClick={() => !exporting.isPending && exporting.mutate()}
      >
        <Download className="size-3.5" aria-hidden />
        <span className="numbers">
          {exporting.isPending ? `Reading… ${count.toLocaleString('en-US')}` : 'Export CSV'}
        </span>
      </Button>
    </>
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
