/** A signal in words. */
import type { OrderType, Signal, SignalSource, SignalStatus } from '@tickwire/bindings';
import { formatDecimal, placesOf } from '@/format/decimal';

/** Where a signal came from. */
export const SOURCE_NAMES: Record<SignalSource, string> = {
  API: 'API',
  TRADINGVIEW: 'TradingView',
  MANUAL: 'By hand',
  STRATEGY: 'Strategy',
};

/** What each status is called, in the order in which a signal comes to it. */
export const STATUS_NAMES: Record<SignalStatus, string> = {
  RECEIVED: 'Received',
  ACCEPTED: 'Accepted',
  PLACED: 'Resting',
  EXECUTED: 'Executed',
  REJECTED: 'Rejected',
  CANCELED: 'Canceled',
};

export const STATUSES = Object.keys(STATUS_NAMES) as SignalStatus[];

const TERMS: Record<OrderType, string | undefined> = {
  MARKET: undefined,
  LIMIT: 'Limit',
  STOP: 'Stop',
  STOP_LIMIT: 'Stop limit',
  TAKE_PROFIT: 'Take profit',
  TAKE_PROFIT_LIMIT: 'Take profit limit',
};

/** How its order is to trade: `Stop limit 91,000.00, from 90,500.00`; nothing for one at the market. */
export function describeTerms({ orderType, limitPrice, triggerPrice, instrument }: Signal): string {
  const price = (value: string) => asked(value, instrument.priceTick);
  const terms = [TERMS[orderType], limitPrice && price(limitPrice)].filter(Boolean).join(' ');
  return [terms, triggerPrice && `from ${price(triggerPrice)}`].filter(Boolean).join(', ');
}

/** What is asked for, without the instrument: `Buy 0.01500 BTC at 92,000.00`. */
export function describeOrder({ action, side, qty, targetQty, price, instrument }: Signal): string {
  if (action === 'TARGET' && targetQty !== null) {
    return `Hold ${asked(targetQty, instrument.lotStep)} ${instrument.base}`;
  }
  if (action === 'CLOSE' || side === null) return 'Close';
  const verb = side === 'BUY' ? 'Buy' : 'Sell';
  const size = qty && `${asked(qty, instrument.lotStep)} ${instrument.base}`;
  const limit = price && `at ${asked(price, instrument.priceTick)}`;
  return [verb, size, limit].filter(Boolean).join(' ');
}

/** At the instrument's places, or at as many as were asked for: what is refused may be finer than a step. */
function asked(value: string, step: string): string {
  return formatDecimal(value, { places: Math.max(placesOf(step), placesOf(value)) });
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
