'use client';
/** What the chart's lines and arrows are, in words. */
import type { Fill, Order } from '@tickwire/bindings';
import type { ReactNode } from 'react';
import { formatDecimal, placesOf } from '@/format/decimal';
import { ShortTime } from '@/format/time-text';
import { fillText, orderTitle } from './words';

const MOST = 50;

export function OwnOrders({ orders }: { orders: readonly Order[] }) {
  return (
    <Part title="Open orders" none="None waits here.">
      {orders.map((order) => (
        <li key={order.id} className={ROW}>
          <span className="min-w-0 truncate">
            {orderTitle(order)} <span className="text-muted">{order.bot.name}</span>
          </span>
          <span className="numbers shrink-0">
            {order.triggerPrice !== null && `at ${price(order, order.triggerPrice)}`}
            {order.triggerPrice !== null && order.price !== null && ', '}
            {order.price !== null && price(order, order.price)}
          </span>
        </li>
      ))}
    </Part>
  );
}

export function OwnFills({ fills, since }: { fills: readonly Fill[]; since: Date | undefined }) {
  const shown = since ? fills.filter(({ executedAt }) => executedAt >= since) : [];
  return (
    <Part title="Fills" none="Nothing traded in the time that the chart shows.">
      {shown.slice(0, MOST).map((fill) => (
        <li key={fill.id} className={ROW}>
          <span className="min-w-0 truncate">
            {fillText(fill)} <span className="text-muted">{fill.bot.name}</span>
          </span>
          <span className="numbers flex shrink-0 gap-3">
            {price(fill, fill.price)}
            <ShortTime at={fill.executedAt} className="text-muted" />
          </span>
        </li>
      ))}
    </Part>
  );
}

const ROW = 'flex items-baseline justify-between gap-4 border-t border-line px-4 py-1.5 text-row sm:px-6';

function Part({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <section aria-label={title} className="min-w-0 border-line py-2 max-lg:border-b lg:first:border-r">
      <h2 className="px-4 py-1.5 text-row font-semibold sm:px-6">{title}</h2>
      {children.length === 0 ? <p className="px-4 py-1.5 text-row text-muted sm:px-6">{none}</p> : <ul>{children}</ul>}
    </section>
  );
}

function price({ instrument }: Order | Fill, value: string): string {
  return formatDecimal(value, { places: placesOf(instrument.priceTick) });
}
