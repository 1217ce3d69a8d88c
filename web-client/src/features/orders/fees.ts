/** What trading cost, each currency by itself: two are never added. */
import type { Fill } from '@tickwire/bindings';
import { placesOf, sumDecimals } from '@/format/decimal';

const MONEY_PLACES = 2;

export type Fees = { currency: string; fee: string; places: number };

/** A rebate when negative. With as many places as the finest of them has. */
export function feesOf(fills: readonly Fill[]): Fees[] {
  const currencies = [...new Set(fills.map((fill) => fill.feeCurrency))].sort();
  return currencies.map((currency) => {
    const fees = fills.filter((fill) => fill.feeCurrency === currency).map((fill) => fill.fee);
    return { currency, fee: sumDecimals(fees), places: Math.max(MONEY_PLACES, ...fees.map(placesOf)) };
  });
}
