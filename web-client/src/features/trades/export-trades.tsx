'use client';
/** All that is looked for, as a file: read to its end, page by page. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { askedOf } from '@/trpc/narrow';
import { ASKED_ANEW, readAll } from '@/trpc/read-again';
import { Button } from '@/ui/button';
import { Refusal } from '@/ui/form/refusal';
import { saveFile } from '@/ui/save-file';
import { csvOf, FILL_FIELDS, TRADE_FIELDS } from './csv';
import { FILE_PAGE_SIZE, type TradeFilter } from './filter';

export function ExportTrades({ filter }: { filter: TradeFilter }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const [count, setCount] = useState(0);
  const asked = (cursor: string | null) => ({ ...askedOf(filter), cursor, limit: FILE_PAGE_SIZE });
  const readTrades = (cursor: string | null) =>
    cache.query({ ...trpc.trades.list.queryOptions(asked(cursor)), ...ASKED_ANEW });
  const readFills = (cursor: string | null) =>
    cache.query({ ...trpc.fills.list.queryOptions({ ...asked(cursor), side: filter.side }), ...ASKED_ANEW });

  const exporting = useMutation({
    mutationFn: async () => {
      setCount(0);
      const isFills = filter.view === 'fills';
      const text = isFills
        ? csvOf(FILL_FIELDS, await readAll(readFills, setCount))
        : csvOf(TRADE_FIELDS, await readAll(readTrades, setCount));
      saveFile(`tickwire-${filter.view}.csv`, 'text/csv', text);
    },
  });

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
