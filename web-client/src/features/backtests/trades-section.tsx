'use client';
/** `backtests.trades`: what was executed, in order; all of it as a file. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Backtest, BacktestTrade } from '@tickwire/bindings';
import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { formatDecimal, placesOf } from '@/format/decimal';
import { formatMoment } from '@/format/time';
import { useTRPC } from '@/trpc/client';
import { ASKED_ANEW, readAll } from '@/trpc/read-again';
import { Pnl } from '@/ui/amount';
import { Button } from '@/ui/button';
import { Empty } from '@/ui/empty';
import { Refusal } from '@/ui/form/refusal';
import { saveFile } from '@/ui/save-file';
import { column } from '@/ui/table/columns';
import { LiveTable } from '@/ui/table/live-table';
import { tradePages } from './query';
import { csvOf } from './trades-csv';

const MONEY_PLACES = 2;
/** Executions that are read at a time for the file. */
const PART = 1_000;

type Row = BacktestTrade & { id: string };

export function TradesSection({ backtest }: { backtest: Backtest }) {
  const trades = useInfiniteQuery(tradePages(useTRPC(), backtest.id));
  const rows = useMemo<Row[]>(
    () =>
      trades.data?.pages.flatMap(({ items }) => items.map((trade) => ({ ...trade, id: String(trade.number) }))) ?? [],
    [trades.data],
  );
  const columns = useMemo(() => columnsOf(backtest), [backtest]);
  return (
    <section aria-label="Executions" className="flex min-w-0 flex-col border-t border-line">
      <div className="flex min-h-14 flex-wrap items-center justify-between gap-3 px-4 py-2 sm:px-6">
        <h2 className="text-row font-semibold">Executions</h2>
        {rows.length > 0 && <Export backtest={backtest} />}
      </div>
      <div className="flex flex-col lg:h-128">
        <LiveTable
          label="Executions"
          what="executions"
          columns={columns}
          list={trades}
          rows={rows}
          quoteOf={() => backtest.instrument.quote}
          empty={<Empty title="Nothing was traded">The strategy never asked for anything that could be done.</Empty>}
        />
      </div>
    </section>
  );
}

function Export({ backtest: { id, name } }: { backtest: Backtest }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const read = (cursor: number | null) =>
    cache.query({ ...trpc.backtests.trades.queryOptions({ id, cursor, limit: PART }), ...ASKED_ANEW });
  const exporting = useMutation({
    mutationFn: async () => saveFile(`${name}.csv`, 'text/csv', csvOf(await readAll(read))),
  });
  return (
    <div className="flex items-center gap-2">
      <Refusal error={exporting.error} />
      <Button aria-disabled={exporting.isPending} onClick={() => !exporting.isPending && exporting.mutate()}>
        <Download className="size-3.5" aria-hidden />
        {exporting.isPending ? 'Reading…' : 'Save as CSV'}
      </Button>
    </div>
  );
}

function columnsOf({ instrument: { priceTick, lotStep, base } }: Backtest) {
  const [prices, lots] = [placesOf(priceTick), placesOf(lotStep)];
  const money = Math.max(MONEY_PLACES, prices);
  const number = (value: string, places: number) => <span className="numbers">{formatDecimal(value, { places })}</span>;
  return [
    column<Row>({
      id: 'at',
      header: 'At, UTC',
      meta: { weight: 3, card: 'lead' },
      cell: ({ at }) => <span className="numbers">{formatMoment(at, 'UTC')}</span>,
    }),
    column<Row>({
      id: 'side',
      header: 'Side',
      meta: { weight: 1, card: 'note' },
      cell: ({ side }) => (side === 'BUY' ? 'Buy' : 'Sell'),
    }),
    column<Row>({
      id: 'qty',
      header: `Quantity ${base}`,
      meta: { weight: 2, isNumeric: true, card: 'note' },
      cell: ({ qty }) => number(qty, lots),
    }),
    column<Row>({
      id: 'price',
      header: 'Price',
      meta: { weight: 2, isNumeric: true, isMoney: true, card: 'end' },
      cell: ({ price }) => number(price, prices),
    }),
    column<Row>({
      id: 'fee',
      header: 'Fee',
      meta: { weight: 1.5, isNumeric: true, isMoney: true, card: 'more', cardLabel: 'Fee' },
      cell: ({ fee }) => number(fee, money),
    }),
    column<Row>({
      id: 'gross',
      header: 'Gross',
      meta: { weight: 1.5, isNumeric: true, isMoney: true, card: 'tail', cardLabel: 'Gross' },
      cell: ({ realized }) => <Pnl value={realized} places={money} />,
    }),
    column<Row>({
      id: 'held',
      header: `Held after ${base}`,
      meta: { weight: 2, isNumeric: true, isExtra: true },
      cell: ({ signedQty }) => number(signedQty, lots),
    }),
  ];
}
