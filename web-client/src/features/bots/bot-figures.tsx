'use client';
/** What a bot's trading came to, in numbers, and how it came there. */
import type { BotId } from '@tickwire/bindings';
import type { ReactNode } from 'react';
import { EquityChart } from '@/features/equity/equity-chart';
import { useLiveEquity } from '@/features/equity/use-equity';
import { useToday } from '@/features/equity/use-today';
import { Amount, Pnl } from '@/ui/amount';
import { Failure } from '@/ui/failure';

const MONEY_PLACES = 2;

export function BotFigures({ id }: { id: BotId }) {
  const of = { botId: id };
  const equity = useLiveEquity(of);
  const today = useToday(equity.data?.bots);
  if (equity.error && !equity.data) return <Failure error={equity.error} onRetry={() => void equity.refetch()} />;
  const [account] = equity.data?.bots ?? [];
  const currency = equity.data && <span className="text-note text-muted"> {equity.data.currency}</span>;
  const pnl = (value: string | undefined) => (
    <>
      <Pnl value={value ?? '0'} places={MONEY_PLACES} />
      {currency}
    </>
  );
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 border-b border-line px-4 py-3 sm:gap-x-12 sm:px-6">
        <Figure name="Net PnL" hint="Of what was closed, after fees and funding">
          {pnl(account?.realized)}
        </Figure>
        <Figure name="Unrealised" hint="What closing at the mark would add">
          {pnl(account?.unrealized)}
        </Figure>
        <Figure name="Today" hint="Both together, since midnight UTC">
          {pnl(today)}
        </Figure>
        <Figure name="Exposure" hint="The value of what it holds, long and short">
          <Amount value={account?.exposure ?? '0'} places={MONEY_PLACES} />
          {currency}
        </Figure>
      </dl>
      <EquityChart curve={equity.data} className="h-56" />
    </>
  );
}

function Figure({ name, hint, children }: { name: string; hint: string; children: ReactNode }) {
  return (
    <div title={hint}>
      <dt className="text-note text-muted">{name}</dt>
      <dd className="text-title">{children}</dd>
    </div>
  );
}
