/** The executions of a backtest as a file, each number as the server has it. */
import type { BacktestTrade } from '@tickwire/bindings';

const COLUMNS = ['number', 'at', 'side', 'qty', 'price', 'fee', 'realized', 'signedQty'] as const;

/** A line a trade, after one that names the columns. Nothing in it needs quotes. */
export function csvOf(trades: readonly BacktestTrade[]): string {
  const lines = trades.map((trade) =>
    COLUMNS.map((name) => (name === 'at' ? trade.at.toISOString() : String(trade[name]))).join(','),
  );
  return [COLUMNS.join(','), ...lines].map((line) => `${line}\n`).join('');
}
