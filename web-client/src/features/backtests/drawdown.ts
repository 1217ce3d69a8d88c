/** How far an account was below its highest, in percent. */
import { compareDecimals, negated, percentOf, subtractDecimals } from '@/format/decimal';
import type { Point } from '@/ui/chart/point';

const PLACES = 2;

/** Below zero wherever the account was not at its peak; it begins with what there was at the beginning. */
export function drawdownOf(equity: readonly Point[], cash: string): Point[] {
  let peak = cash;
  return equity.map(([at, value]) => {
    if (compareDecimals(value, peak) >= 0) {
      peak = value;
      return [at, '0'];
    }
    const fall = percentOf(subtractDecimals(peak, value), peak, PLACES);
    return [at, compareDecimals(fall, '0') > 0 ? negated(fall) : '0'];
  });
}

/** How much more than at the beginning an account was worth, in percent. */
export function returnOf(equity: readonly Point[], cash: string): Point[] {
  return equity.map(([at, value]) => [at, percentOf(subtractDecimals(value, cash), cash, PLACES)]);
}
