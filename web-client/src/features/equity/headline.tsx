'use client';
/** How the money stands: equity, what the day came to, what is open. The tab's title says the day's net PnL. */
import type { Equity } from '@tickwire/bindings';
import type { ReactNode } from 'react';
import { totalsOf } from '@/features/positions/totals';
import { useLivePositions } from '@/features/positions/use-positions';
import { useLiveLastTrades } from '@/features/trades/use-last-trades';
import { useAtNow } from '@/format/clock';
import { formatDecimal } from '@/format/decimal';
import { rowsOf } from '@/trpc/pages';
import { useReadOn } from '@/trpc/use-read-on';
import { Amount, Pnl } from '@/ui/amount';
import { countToday } from './today';
import { useLiveEquity } from './use-equity';
import { useToday } from './use-today';

const MONEY_PLACES = 2;
/** So many open positions are read: of more, no sum is said. */
const SUMMED = 1_000;

/** Keeps the day's equity, the open positions and the last trades current for the whole page. */
export function Headline({ tenantName }: { tenantName: string }) {
  const equity = useLiveEquity({}).data;
  const open = useLivePositions('open');
  const trades = useLiveLastTrades();
  const positions = rowsOf(open.data);
  useReadOn(open, positions.length < SUMMED);
  const closed = useAtNow((now) => countToday(rowsOf(trades.data), now));
  const today = useToday(equity?.bots);
  return (
    <dl className="flex min-h-19 flex-wrap items-end gap-x-8 gap-y-2 border-b border-line px-4 py-3 sm:gap-x-10">
      <title>{titleOf(today, tenantName)}</title>
      <Figure name="Equity" hint="The starting balance with all profit since">
        {equity ? <Amount value={equity.equity} places={MONEY_PLACES} className="text-figure font-medium" /> : '–'}
        <Currency equity={equity} />
      </Figure>
      <Figure name="Net PnL today" hint="Realised and unrealised, after fees and funding, since midnight UTC">
        {today === undefined ? '–' : <Pnl value={today} places={MONEY_PLACES} className="text-title" />}
        <Currency equity={equity} />
      </Figure>
      {totalsOf(positions).map(({ quote, places, unrealized }) => (
        <Figure key={quote} name={`Unrealised ${quote}`} hint="What closing at the mark would add">
          {open.hasNextPage ? '–' : <Pnl value={unrealized} places={places} className="text-title" />}
        </Figure>
      ))}
      <Figure name="Open">
        <span className="numbers text-title">
          {open.data ? positions.length : '–'}
          {open.hasNextPage && '+'}
        </span>
      </Figure>
      <Figure name="Closed today" hint="Since midnight UTC">
        <span className="numbers text-title">{trades.data ? closed : '–'}</span>
      </Figure>
    </dl>
  );
}

function Currency({ equity }: { equity: Equity | undefined }) {
  return equity && <span className="pl-1.5 text-note text-muted">{equity.currency}</span>;
}

type FigureProps = { name: string; hint?: string; children: ReactNode };

function Figure({ name, hint, children }: FigureProps) {
  return (
    <div title={hint}>
      <dt className="text-note text-muted">{name}</dt>
      <dd className="flex h-7 items-center">{children}</dd>
    </div>
  );
}

/** What the tab says: how the day stands. */
function titleOf(today: string | undefined, tenantName: string): string {
  if (today === undefined) return tenantName;
  return `${formatDecimal(today, { places: MONEY_PLACES, signed: true })} today · ${tenantName}`;
}
