/** What came out of a backtest, in numbers. */
import type { Backtest, BacktestStatistics } from '@tickwire/bindings';
import type { ReactNode } from 'react';
import { formatDecimal, percentOf, placesOf } from '@/format/decimal';
import { Pnl } from '@/ui/amount';
import { Share } from './share';
import { ratioText, shareText } from './words';

const MONEY_PLACES = 2;

type StatisticsProps = { backtest: Backtest; statistics: BacktestStatistics };

export function Statistics({ backtest: { instrument, costs }, statistics: s }: StatisticsProps) {
  const places = Math.max(MONEY_PLACES, placesOf(instrument.priceTick));
  const money = (value: string | null) => (value === null ? '–' : formatDecimal(value, { places }));
  const share = (part: number, whole: number) => (whole === 0 ? '–' : `${percentOf(`${part}`, `${whole}`, 1)}%`);
  const groups: [string, [string, ReactNode][]][] = [
    [
      `Money, ${instrument.quote}`,
      [
        ['Cash at the beginning', money(costs.cash)],
        ['Equity at the end', money(s.equity)],
        ['Net PnL of closed trades', <Pnl key="net" value={s.net} places={places} />],
        ['Fees', money(s.fees)],
        ['Return', <Share key="return" share={s.totalReturn} />],
        ['Return of a year', <Share key="annual" share={s.annualReturn} />],
      ],
    ],
    [
      'Risk, of a year of 365 days',
      [
        ['Deepest drawdown', `${percentOf(s.maxDrawdown, '1', 2)}%`],
        ['Volatility', shareText(s.volatility).replace('+', '')],
        ['Sharpe', ratioText(s.sharpe)],
        ['Sortino', ratioText(s.sortino)],
        ['Calmar', ratioText(s.calmar)],
        ['Candles with a position', share(s.exposed, s.candles)],
      ],
    ],
    [
      'Closed trades',
      [
        ['Trades', s.trades.toLocaleString('en-US')],
        ['Won', `${s.wins.toLocaleString('en-US')} (${share(s.wins, s.trades)})`],
        ['Profit factor', s.profitFactor === null ? '–' : formatDecimal(s.profitFactor, { places: 2 })],
        ['Expectancy', money(s.expectancy)],
        ['Average win', money(s.averageWin)],
        ['Average loss', money(s.averageLoss)],
      ],
    ],
    [
      'Candles',
      [
        ['Candles', s.candles.toLocaleString('en-US')],
        ['Missing between them', s.missing.toLocaleString('en-US')],
        ['Orders refused', s.refused.toLocaleString('en-US')],
        ...(s.firstRefusal === null ? [] : [['The first was told', s.firstRefusal] satisfies [string, ReactNode]]),
      ],
    ],
  ];
  return (
    <section aria-label="Statistics" className="grid gap-x-8 gap-y-4 px-4 py-4 sm:grid-cols-2 sm:px-6 2xl:grid-cols-4">
      {groups.map(([title, rows]) => (
        <div key={title} className="min-w-0">
          <h2 className="py-1.5 text-row font-semibold">{title}</h2>
          <dl>
            {rows.map(([name, value]) => (
              <div key={name} className="flex justify-between gap-4 border-t border-line py-1 text-row">
                <dt className="text-muted">{name}</dt>
                <dd className="numbers text-right">{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
