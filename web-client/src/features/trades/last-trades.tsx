'use client';
/** The trades that were closed last, and what each came to. */
import type { Position } from '@tickwire/bindings';
import { moneyPlaces } from '@/features/positions/totals';
import { ShortTime } from '@/format/time-text';
import { rowsOf } from '@/trpc/pages';
import { Pnl } from '@/ui/amount';
import { Failure } from '@/ui/failure';
import { useLastTrades } from './use-last-trades';

const SHOWN = 5;

/** The headline keeps these current. */
export function LastTrades() {
  const list = useLastTrades();
  const trades = rowsOf(list.data).slice(0, SHOWN);
  if (list.error && !list.data) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
  if (trades.length === 0) return null;
  return (
    <section aria-labelledby="last-trades" className="min-w-0">
      <h2 id="last-trades" className="flex h-11 items-center border-b border-line px-4 text-body font-semibold">
        Last closed
      </h2>
      <ol aria-labelledby="last-trades">
        {trades.map((trade) => (
          <TradeRow key={trade.id} trade={trade} />
        ))}
      </ol>
    </section>
  );
}

function TradeRow({ trade: { instrument, bot, netPnl, closedAt } }: { trade: Position }) {
  return (
    <li className="flex h-10 items-center gap-3 border-b border-line px-4 text-row last:border-b-0">
      <p className="min-w-0 flex-1 truncate">
        <span className="font-medium">{instrument.symbol}</span>{' '}
        <span className="text-note text-muted">{bot.name}</span>
      </p>
      <p className="whitespace-nowrap">
        <Pnl value={netPnl} places={moneyPlaces(instrument)} />{' '}
        <span className="text-note text-muted">{instrument.quote}</span>
      </p>
      {closedAt && <ShortTime at={closedAt} className="numbers w-24 text-right text-note text-muted" />}
    </li>
  );
}
