/** A signal in words. */
import type { Signal, SignalSource } from '@tickwire/bindings';
import { formatDecimal, placesOf } from '@/format/decimal';

/** Where a signal came from. */
export const SOURCE_NAMES: Record<SignalSource, string> = {
  API: 'API',
  TRADINGVIEW: 'TradingView',
};

/** What is asked for, without the instrument: `Buy 0.01500 BTC at 92,000.00`. */
export function describeOrder({ action, side, qty, price, instrument }: Signal): string {
  if (action === 'CLOSE' || side === null) return 'Close';
  const verb = side === 'BUY' ? 'Buy' : 'Sell';
  const size = qty && `${formatDecimal(qty, { places: placesOf(instrument.lotStep) })} ${instrument.base}`;
  const limit = price && `at ${formatDecimal(price, { places: placesOf(instrument.priceTick) })}`;
  return [verb, size, limit].filter(Boolean).join(' ');
}

/** A refusal begins with the rule that refused: `min_notional: The order is worth …`. */
export function splitReason(reason: string): { rule?: string; sentence: string } {
  const [, rule, sentence] = /^([a-z_]+): (.+)$/s.exec(reason) ?? [];
  return rule && sentence ? { rule, sentence } : { sentence: reason };
}

/** One line for a screen reader. */
export function announce(signal: Signal): string {
  return `New signal from ${signal.bot.name}: ${describeOrder(signal)}, ${signal.instrument.symbol}`;
}
