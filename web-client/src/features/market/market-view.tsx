'use client';
/** One market: what its price does, and what the team's orders wait for and traded there. */
import type { CandleInterval, Fill, Instrument, Order } from '@tickwire/bindings';
import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { useMemo } from 'react';
import { useAtNow } from '@/format/clock';
import { formatDecimal, placesOf } from '@/format/decimal';
import { ClockTime } from '@/format/time-text';
import { BUTTON, LOOKS } from '@/ui/button';
import { CandleChart } from '@/ui/chart/candle-chart';
import { Empty } from '@/ui/empty';
import { Failure } from '@/ui/failure';
import { Skeleton } from '@/ui/skeleton';
import { INTERVAL_KEYS, INTERVALS } from './intervals';
import { OwnFills, OwnOrders } from './own-lists';
import { useBars } from './use-bars';
import { useOwnTrades } from './use-own-trades';
import { fillText, orderTitle } from './words';

/** A price older than this says so. */
const STALE_MS = 5_000;

type MarketViewProps = { instrument: Instrument; interval: CandleInterval; path: string };

export function MarketView({ instrument, interval, path }: MarketViewProps) {
  const { symbol, quote, priceTick } = instrument;
  const { pages, bars, stepMs, tick } = useBars(instrument, interval);
  const since = bars[0]?.openTime;
  const { orders, fills } = useOwnTrades(instrument, since);
  const places = placesOf(priceTick);
  const prices = useMemo(() => pricesOf(orders), [orders]);
  const markers = useMemo(() => markersOf(fills), [fills]);
  return (
    <>
      <LastPrice instrument={instrument} price={tick?.price} at={tick?.at} places={places} />
      {pages.error && (
        <Failure error={pages.error} onRetry={() => void pages.refetch()} isRetrying={pages.isFetching} />
      )}
      {pages.isPending && <Skeleton label="Reading candles" />}
      {pages.data && bars.length === 0 && (
        <Empty title="No candles yet">They come with the market’s first trades.</Empty>
      )}
      {pages.data && bars.length > 0 && (
        <CandleChart
          key={interval}
          title={`${symbol}, ${INTERVALS[interval].name}`}
          bars={bars}
          stepMs={stepMs}
          places={places}
          unit={quote}
          prices={prices}
          markers={markers}
          tools={<IntervalSwitch interval={interval} path={path} />}
          className="h-80 lg:h-[28rem]"
          onStart={() => {
            if (pages.hasNextPage && !pages.isFetching) void pages.fetchNextPage();
          }}
        />
      )}
      <div className="grid border-t border-line lg:grid-cols-2">
        <OwnOrders orders={orders} />
        <OwnFills fills={fills} since={since} />
      </div>
    </>
  );
}

function IntervalSwitch({ interval, path }: { interval: CandleInterval; path: string }) {
  return (
    <nav aria-label="How long a candle lasts" className="flex flex-wrap gap-1">
      {INTERVAL_KEYS.map((key) => (
        <Link
          key={key}
          href={`${path}?interval=${key}` as Route}
          replace
          scroll={false}
          aria-current={key === interval ? 'true' : undefined}
          className={clsx(BUTTON, 'px-2', key === interval ? LOOKS.line : LOOKS.plain)}
        >
          {INTERVALS[key].name}
        </Link>
      ))}
    </nav>
  );
}

type LastPriceProps = { instrument: Instrument; price?: string; at?: Date; places: number };

/** The newest price, and since when it stands where it has stood for a while. */
function LastPrice({ instrument, places, ...newest }: LastPriceProps) {
  const price = newest.price ?? instrument.lastPrice;
  const at = newest.at ?? instrument.lastPriceAt;
  const isStale = useAtNow((now) => at !== null && now.getTime() - at.getTime() > STALE_MS);
  return (
    <dl className="flex min-h-14 flex-wrap items-baseline gap-x-8 gap-y-1 border-b border-line px-4 py-2.5 sm:px-6">
      <div className="flex items-baseline gap-2">
        <dt className="text-note text-muted">Last {instrument.quote}</dt>
        <dd className={clsx('text-figure font-medium', isStale && 'text-muted')}>
          {price === null ? '–' : <span className="numbers">{formatDecimal(price, { places })}</span>}
        </dd>
        {isStale && at && (
          <dd className="numbers text-note text-muted">
            as of <ClockTime at={at} />
          </dd>
        )}
      </div>
      <Step name="Price step" value={instrument.priceTick} unit={instrument.quote} />
      <Step name="Lot step" value={instrument.lotStep} unit={instrument.base} />
    </dl>
  );
}

function Step({ name, value, unit }: { name: string; value: string; unit: string }) {
  return (
    <div className="flex items-baseline gap-2 text-note max-sm:hidden">
      <dt className="text-muted">{name}</dt>
      <dd className="numbers">
        {formatDecimal(value, { places: placesOf(value) })} {unit}
      </dd>
    </div>
  );
}

/** Where orders wait: at their limits, and at what triggers them. */
function pricesOf(orders: readonly Order[]) {
  return orders.flatMap((order) => {
    const price = order.triggerPrice ?? order.price;
    return price === null ? [] : [{ price, title: orderTitle(order), side: order.side }];
  });
}

/** The oldest first, as they are drawn. */
function markersOf(fills: readonly Fill[]) {
  return fills.map((fill) => ({ at: fill.executedAt, side: fill.side, text: fillText(fill) })).reverse();
}
