/** How `equity.onChange` changes a curve: exact sums of what each bot came to, and a point of each. */
import type { BotEquity, Equity, EquityCurvePoint } from '@tickwire/bindings';
import { sumDecimals } from '@/format/decimal';
import type { EquityOf } from './query';

/** Points that a curve has at most. */
const MOST = 1_200;
/** The shortest time between two points. */
const LEAST_MS = 1_000;

/** The curve after `events`, which are about other bots too. */
export function applyEquity(curve: Equity, events: readonly BotEquity[], of: EquityOf): Equity {
  const mine = events.filter(({ bot }) => of.botId === undefined || bot.id === of.botId);
  return mine.reduce(applyOne, curve);
}

function applyOne(curve: Equity, event: BotEquity): Equity {
  const at = curve.bots.findIndex(({ bot }) => bot.id === event.bot.id);
  const known = curve.bots[at];
  if (known && known.at > event.at) return curve;
  const bots = known ? curve.bots.with(at, event) : [...curve.bots, event];
  const equity = sumDecimals([
    curve.startingBalance,
    ...bots.flatMap(({ realized, unrealized }) => [realized, unrealized]),
  ]);
  return {
    ...curve,
    bots,
    equity,
    today: sumDecimals(bots.map(({ today }) => today)),
    points: withPoint(curve.points, { at: event.at, equity }),
  };
}

/** The last point moves, until it is as far from the one before it as the others are from each other. */
function withPoint(points: EquityCurvePoint[], point: EquityCurvePoint): EquityCurvePoint[] {
  const [last, before] = [points.at(-1), points.at(-2)];
  if (!last) return [point];
  if (point.at < last.at) return points;
  const isMoving = before ? between(before, last) < spacingOf(points.slice(0, -1)) : between(last, point) < LEAST_MS;
  if (isMoving) return points.with(-1, point);
  return thin([...points, point]);
}

function spacingOf(points: EquityCurvePoint[]): number {
  const [first, last] = [points[0], points.at(-1)];
  return first && last && first !== last ? Math.max(LEAST_MS, between(first, last) / (points.length - 1)) : LEAST_MS;
}

/** A curve that is watched all day does not grow all day: every second point goes. */
function thin(points: EquityCurvePoint[]): EquityCurvePoint[] {
  return points.length <= MOST ? points : points.filter((_, at) => at % 2 === 0 || at === points.length - 1);
}

function between(earlier: EquityCurvePoint, later: EquityCurvePoint): number {
  return later.at.getTime() - earlier.at.getTime();
}
