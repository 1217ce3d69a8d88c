/** The headline numbers of the open positions, one line for each currency: two currencies are never added. */
import type { InstrumentRef, Position } from '@tickwire/bindings';
import { placesOf, sumDecimals } from '@/format/decimal';

const MONEY_PLACES = 2;

export type Total = { quote: string; places: number; unrealized: string };

/** Exact sums by quote currency, in order of the currency's name. */
export function totalsOf(positions: readonly Position[]): Total[] {
  const quotes = [...new Set(positions.map((position) => position.instrument.quote))].sort();
  return quotes.map((quote) => {
    const mine = positions.filter((position) => position.instrument.quote === quote);
    return {
      quote,
      places: Math.max(...mine.map((position) => moneyPlaces(position.instrument))),
      unrealized: sumDecimals(mine.map((position) => position.unrealizedPnl)),
    };
  });
}

/** Money in the quote currency shows its cents, and more where the instrument's price moves in less. */
export function moneyPlaces(instrument: InstrumentRef): number {
  return Math.max(MONEY_PLACES, placesOf(instrument.priceTick));
}
